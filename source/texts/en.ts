// The interface's words, one section per place. Values are texts, or functions when something is inserted.
import {newPlan, plan, planBook, planFile} from './plan-en.ts';
import {ui} from './ui-en.ts';

export const en = {
	...ui,
	plan,
	newPlan,
	planFile,
	planBook,
	open: {
		noBook: (book: string, known: string) => `There is no book ${book}: the books are ${known}.`,
		noLab: (lab: string, known: string) => `There is no lab ${lab}: the labs are ${known}.`,
		noSession: (session: string) => `There is no session ${session}: kubewalk sessions lists them.`,
		noOpenSession: 'No session is open: start one with kubewalk run --plan FILE, or --lab to rehearse.',
		sessionClosed: (session: string) =>
			`The session ${session} is closed: start a new one with the same plan, and what is already so stays as it is.`,
		held: (session: string, holder: {user: string; host: string; pid: number; since: number}) =>
			`The session ${session} is held by ${holder.user} on ${holder.host} (process ${holder.pid}) since ${new Date(holder.since).toISOString()}: stop that process first, or look at the session with kubewalk sessions show ${session}.`,
		newHostKey: (host: string, address: string) => `${host} (${address}) is not known yet. Is this its host key?`,
		acceptedHostKey: (host: string, fingerprint: string) =>
			`${host}: host key ${fingerprint} accepted and recorded in this session.`,
		refusedHostKey: (host: string, fingerprint: string) =>
			`The host key of ${host} was not accepted (${fingerprint}): compare it with the host's own (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then try again.`,
		goesOn: (what: string) => `Still running: ${what}. It goes on on its host, and the session finds it again.`,
		finished: (session: string) => `Session ${session} is finished. Report: kubewalk report ${session}`,
		comeBack: (session: string) => `Session ${session} stays open: kubewalk goes on with it.`,
		needsYes: 'This changes hosts: add --yes to run without a terminal, or --lab to rehearse on simulated hosts.',
		planOrLab: 'Say what to walk: --plan FILE for your hosts, or --lab to rehearse on simulated ones.',
	},
	sessions: {
		open: 'open',
		closed: 'closed',
		none: 'There is no session yet: kubewalk run --lab starts a rehearsal.',
		usage: 'Say kubewalk sessions list, kubewalk sessions show ID, or kubewalk sessions remove ID.',
	},
	lab: {
		noSession: 'There is no lab to look at yet: kubewalk lab start makes one.',
		whichHost: (hosts: string) => `Say on which host: kubewalk lab shell HOST, where HOST is one of ${hosts}.`,
		welcome: (host: string, session: string) =>
			`${host} is a simulated host of session ${session}. What you change stays; exit leaves.`,
		usage: 'Say kubewalk lab list, kubewalk lab start NAME, or kubewalk lab shell HOST.',
	},
	headless: {
		surveyIncomplete: 'Some hosts could not be asked: what they answered with stands above.',
		noSuchPart: (id: string, stages: string) => `The book has no stage or task ${id}: its stages are ${stages}.`,
		skippedByFlag: 'left out by --skip',
		stopping: 'Stopping after the commands that are running; once more stops them too.',
		aborting: 'Stopping the commands that are running.',
		readerGone: 'Nobody reads the output any more: stopping after the commands that are running.',
		running: (title: string) => `${title}: running`,
		took: (word: string, seconds: number) => `${word} (${seconds} s)`,
		stillRunning: (title: string, elapsed: number, usually: number, waitingFor?: string) =>
			`${title}: still running after ${elapsed} s${usually > 0 ? ` (usually ${usually} s)` : ''}${waitingFor ? `, waiting for ${waitingFor}` : ''}`,
		summary: (counts: {done: number; satisfied: number; skipped: number; failed: number}, seconds: number) =>
			`${counts.done} done, ${counts.satisfied} already so, ${counts.skipped} skipped, ${counts.failed} failed, in ${seconds} s`,
		session: (id: string) => `Session ${id}. Report: kubewalk report ${id}`,
		resume: (id: string) => `Go on with: kubewalk run --yes --resume ${id}`,
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
