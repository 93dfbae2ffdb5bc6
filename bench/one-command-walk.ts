// What bench/one-command.ts builds and starts on a pseudo-terminal: the program's screen, engine, journal and ssh, with a
// book of one task. Arguments: the session's directory, and a file with the host, how it is reached, and the command.
import {readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import {createBeat} from '../source/commands/beat.ts';
import {systemClock} from '../source/engine/clock.ts';
import {createEngine} from '../source/engine/engine.ts';
import type {Host} from '../source/engine/given.ts';
import {createStore} from '../source/engine/store.ts';
import {openJournal} from '../source/session/journal.ts';
import {openSecrets} from '../source/session/secrets.ts';
import type {SshHost} from '../source/transport/ssh-options.ts';
import {restartLean} from '../source/restart.ts';
import {createSsh} from '../source/transport/ssh.ts';
import {masks} from '../steps/masks.ts';
import {showApp} from './show-app.ts';

const [, , directory = '', file = ''] = process.argv;

export type CommandPlan = {
	readonly host: Host;
	readonly ssh: SshHost;
	readonly config: string;
	readonly knownHosts: string;
	readonly command: string;
};

const plan = JSON.parse(readFileSync(file, 'utf8')) as CommandPlan;
const text = (en: string) => ({en, zh: en});
const fail = (error: Error): never => {
	throw error;
};

// As the program does when it starts.
restartLean();
const store = createStore(createBeat(100));
const journal = openJournal({journal: join(directory, 'journal.jsonl'), logs: join(directory, 'logs')}, fail);
store.listen(journal.add);
const engine = createEngine({
	// A host runs a job of the same session and task once.
	session: basename(directory),
	book: {
		id: 'bench',
		title: text('Bench'),
		masks,
		stages: [
			{
				id: 'bench',
				title: text('Bench'),
				why: text('To see what a command that prints a lot does to kubewalk.'),
				tasks: [
					{
						id: 'print',
						title: text('Print a lot'),
						why: text('As fast as it is told to.'),
						target: 'every-host',
						risk: 'safe',
						check: {ask: () => 'false'},
						run: () => plan.command,
						verify: {ask: () => 'true'},
						undo: 'nothing-to-undo',
					},
				],
			},
		],
	},
	hosts: [plan.host],
	settings: {},
	transport: createSsh({sshOf: () => plan.ssh, config: plan.config, knownHosts: plan.knownHosts}),
	store,
	clock: systemClock,
	secrets: openSecrets(join(directory, 'secrets'), fail),
	by: 'bench',
	resumed: false,
});
/** How long the event loop kept anything waiting, in nanoseconds. */
const delays = monitorEventLoopDelay({resolution: 10});
store.listen(event => {
	if (event.type !== 'task') return;
	if (event.status === 'running') delays.enable();
	if (event.status === 'done') delays.disable();
});
await showApp(engine, store, async () => {
	await engine.close('done');
	journal.close();
	writeFileSync(join(directory, 'delays'), JSON.stringify({most: delays.percentile(99.9), max: delays.max}));
});
