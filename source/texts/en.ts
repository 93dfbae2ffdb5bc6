// The interface's words, one section per place. Values are texts, or functions when something is inserted.
import {byHand} from './by-hand-en.ts';
import {newPlan, plan, planBook, planFile} from './plan-en.ts';
import {keyWords} from './keys-en.ts';
import {diagnose} from './diagnose-en.ts';
import {lease} from './lease-en.ts';
import {ui} from './ui-en.ts';
import {viewWords} from './views-en.ts';

export const en = {
	...ui,
	...keyWords,
	...viewWords,
	byHand,
	plan,
	newPlan,
	planFile,
	planBook,
	diagnose,
	lease,
	open: {
		crashed: (file: string) =>
			`kubewalk has a fault and had to end; commands that run on hosts go on, and the session can be resumed. What happened is in ${file}.`,
		noBook: (book: string, known: string) => `There is no book ${book}: the books are ${known}.`,
		noLab: (lab: string, known: string) => `There is no lab ${lab}: the labs are ${known}.`,
		noSession: (session: string) => `There is no session ${session}: kubewalk sessions lists them.`,
		noOpenSession: 'No session is open: start one with kubewalk run --plan FILE, or --lab to rehearse.',
		sessionClosed: (session: string) =>
			`The session ${session} is closed: start a new one with the same plan, and what is already so stays as it is.`,
		noCluster: (host: string, why: string) =>
			`${host} does not name the nodes of the cluster (${why}): install one first, with the book install.`,
		noNewHost: 'Every worker of the plan is a node already: write the new one into the plan first.',
		newHostKey: (host: string, address: string) => `${host} (${address}) is not known yet. Is this its host key?`,
		newJumpKey: (jump: string, host: string) =>
			`${jump}, on the way to ${host}, is not known yet. Is this its host key?`,
		acceptedHostKey: (host: string, fingerprint: string) =>
			`${host}: host key ${fingerprint} accepted and recorded.`,
		refusedHostKey: (host: string, fingerprint: string) =>
			`The host key of ${host} was not accepted (${fingerprint}): compare it with the host's own (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then try again.`,
		sudoPassword: (user: string, host: string) => `Password of ${user} for sudo on ${host}`,
		wrongPassword: (host: string) => `${host} did not accept it.`,
		passwordStays: 'Tried on the other hosts too; kept in memory only, until kubewalk ends.',
		noPassword: (user: string, host: string) =>
			`No password for sudo was given for ${user} on ${host}: type it when asked, or allow sudo without one (NOPASSWD in /etc/sudoers.d).`,
		logIn: (user: string, host: string) => `${host} lets ${user} in with a password. Log in now?`,
		unlock: (key: string, host: string) => `The key ${key} for ${host} has a passphrase. Unlock it now?`,
		sshAsks: 'ssh asks for it itself; the connection is kept until kubewalk ends.',
		notLoggedIn: (user: string, host: string) =>
			`Nobody logged in to ${host} as ${user}: do so when asked, or put your key there with ssh-copy-id.`,
		installKey: (hosts: string) => `Put your key on ${hosts}, so that ssh needs no password there from now on?`,
		keyNotInstalled: (host: string) => `The key could not be put on ${host}. Go on without it?`,
		givenUp: 'Stopped before the hosts were reached; nothing was changed.',
		goesOn: (what: string) => `Still running: ${what}. It goes on on its host, and the session finds it again.`,
		finished: (session: string) => `Session ${session} is finished. Report: kubewalk report ${session}`,
		comeBack: (session: string) => `Session ${session} stays open: kubewalk goes on with it.`,
		needsYes: 'This changes hosts: add --yes to run without a terminal, or --lab to rehearse on simulated hosts.',
		planOrLab: 'Say what to walk: --plan FILE for your hosts, or --lab to rehearse on simulated ones.',
	},
	sessions: {
		open: 'open',
		closed: 'closed',
		unreadable: 'cannot be read',
		none: 'There is no session yet: kubewalk run --lab starts a rehearsal.',
		jobsRun: (host: string, jobs: string) =>
			`On ${host} the session still runs ${jobs}: wait until that has ended, or stop it there, and remove the session then.`,
		jobsStay: (why: string) => `What the session's jobs left on a host was not removed there: ${why}`,
		usage: 'Say kubewalk sessions list, kubewalk sessions show ID, or kubewalk sessions remove ID.',
	},
	lab: {
		noSession: 'There is no lab to look at yet: kubewalk lab start makes one.',
		whichHost: (hosts: string) => `Say on which host: kubewalk lab shell HOST, where HOST is one of ${hosts}.`,
		welcomeBack: (host: string) => `${host} is a simulated host. What you change there stays; exit leads back.`,
		welcome: (host: string, session: string) =>
			`${host} is a simulated host of session ${session}. What you change stays; exit leaves.`,
		fresh: 'The simulated hosts of the last session were of another version of kubewalk, so these are fresh ones.',
		unreadable: (file: string) =>
			`The simulated hosts in ${file} cannot be read, perhaps because another version wrote them: remove the file, and they begin afresh.`,
		usage: 'Say kubewalk lab list, kubewalk lab start NAME, or kubewalk lab shell HOST.',
	},
	survey: {
		away: 'Could not be asked',
		reasons: 'What is not so yet',
		notYet: 'needs a value that an earlier task captures',
		why: (reason: string) => `why: ${reason}`,
		fix: (host: string) => `what makes it so on ${host}:`,
		advice: (fix: string) => `what to do: ${fix}`,
		more: (lines: number) => `… ${lines} more lines; kubewalk survey --json has all of them`,
		counts: (
			{yes, no, unknown}: Readonly<Record<'yes' | 'no' | 'unknown', number>>,
			hosts: number,
			seconds: number,
		) =>
			`${yes} so, ${no} not so, ${unknown} not known, on ${hosts} ${hosts === 1 ? 'host' : 'hosts'} in ${seconds} s`,
		incomplete: 'Some hosts could not be asked: what they answered with stands above.',
	},
	headless: {
		noSuchPart: (id: string, stages: string) => `The book has no stage or task ${id}: its stages are ${stages}.`,
		skippedByFlag: 'left out by --skip',
		stopping: 'Stopping after the commands that are running; once more stops them too.',
		aborting: 'Stopping the commands that are running.',
		readerGone: 'Nobody reads the output any more: stopping after the commands that are running.',
		running: (title: string) => `${title}: running`,
		ended: (title: string, how: string, why?: string) => `${title}: ${how}${why === undefined ? '' : `: ${why}`}`,
		took: (word: string, seconds: number) => `${word} (${seconds} s)`,
		stillRunning: (title: string, elapsed: number, usually: number, waitingFor?: string) =>
			`${title}: still running after ${elapsed} s${usually > 0 ? ` (usually ${usually} s)` : ''}${waitingFor ? `, waiting for ${waitingFor}` : ''}`,
		summary: (
			{
				done,
				satisfied,
				skipped,
				failed,
				unknown,
			}: Readonly<Record<'done' | 'satisfied' | 'skipped' | 'failed' | 'unknown', number>>,
			seconds: number,
		) =>
			`${done} done, ${satisfied} already so, ${skipped} skipped, ${failed} failed${unknown > 0 ? `, ${unknown} not known` : ''}, in ${seconds} s`,
		session: (id: string) => `Session ${id}. Report: kubewalk report ${id}`,
		resume: (id: string) => `Go on with: kubewalk run --yes --resume ${id}`,
	},
	report: {
		opened: (by: string, at: string) => `Opened by ${by}, ${at}`,
		closed: (outcome: string, at: string) => `Closed ${at}: ${outcome}`,
		stillOpen: 'Not closed',
		outcome: (outcome: 'done' | 'failed' | 'unreachable' | 'stopped'): string =>
			outcome === 'unreachable' ? 'a host could not be reached' : outcome,
		hosts: 'Hosts',
		host: 'Host',
		address: 'Address',
		role: 'Role',
		tasks: 'Tasks',
		task: 'Task',
		state: 'State',
		began: 'Began',
		took: 'Took',
		exit: 'Exit code',
		note: 'Note',
		attempts: (count: number) => `run ${count} times, the last one is shown`,
		byHand: 'done by hand, verified',
		captured: 'Captured values',
		masked: 'Values are not part of a report.',
		name: 'Name',
		when: 'Captured',
		expires: 'Expires',
		causes: 'What was wrong',
		gone: 'gone',
		notes: 'Notes',
		commands: 'Commands',
		declared: 'As the runbook declares it:',
		edited: 'Edited by the operator before it ran:',
		scriptIs:
			'A record of what was run on each host, in order. Read it before you run any of it; captured values are variables to be set.',
		scriptUsage: 'Usage: this script with the name of one host:',
	},
	status: {
		pending: 'to do',
		checking: 'checking',
		satisfied: 'already so',
		running: 'running',
		verifying: 'verifying',
		done: 'done',
		failed: 'failed',
		unreachable: 'unreachable',
		cancelled: 'not known',
		skipped: 'skipped',
		undoing: 'undoing',
		undone: 'undone',
	},
} as const;
