// What bench/flood.ts starts on a pseudo-terminal: the screen, the engine, the journal and ssh of the built program, with a
// book of one task. Arguments: the session's directory, and a file with the host, how it is reached, and the command.
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import type {Host} from '../source/engine/given.ts';
import type {SshHost} from '../source/transport/ssh-options.ts';

const [, , directory = '', file = ''] = process.argv;

export type FloodPlan = {
	readonly host: Host;
	readonly ssh: SshHost;
	readonly config: string;
	readonly knownHosts: string;
	readonly command: string;
};

const plan = JSON.parse(readFileSync(file, 'utf8')) as FloodPlan;
const built = (path: string): string => join(import.meta.dirname, '../build', path);

type Program = typeof import('../source/ui/app.tsx') &
	typeof import('../source/engine/engine.ts') &
	typeof import('../source/engine/store.ts') &
	typeof import('../source/engine/clock.ts') &
	typeof import('../source/transport/ssh.ts') &
	typeof import('../source/session/journal.ts') &
	typeof import('../source/session/secrets.ts') &
	typeof import('../steps/masks.ts');

const parts = [
	'source/ui/app.js',
	'source/engine/engine.js',
	'source/engine/store.js',
	'source/engine/clock.js',
	'source/transport/ssh.js',
	'source/session/journal.js',
	'source/session/secrets.js',
	'steps/masks.js',
];
const program = Object.assign(
	{},
	...(await Promise.all(parts.map(part => import(built(part)) as Promise<Partial<Program>>))),
) as Program;

const text = (en: string) => ({en, zh: en});
const fail = (error: Error): never => {
	throw error;
};

const store = program.createStore(tell => void setTimeout(tell, 33));
const journal = program.openJournal({journal: join(directory, 'journal.jsonl'), logs: join(directory, 'logs')}, fail);
store.listen(journal.add);
const engine = program.createEngine({
	session: 'flood',
	book: {
		id: 'flood',
		title: text('Flood'),
		masks: program.masks,
		stages: [
			{
				id: 'flood',
				title: text('Flood'),
				why: text('To see what a command that prints a lot does to kubewalk.'),
				tasks: [
					{
						id: 'flood',
						title: text('Print a lot'),
						why: text('As fast as it can.'),
						target: 'every-host',
						risk: 'safe',
						check: {ask: () => '[ -e /root/flood-done ]'},
						run: () => `${plan.command}\ntouch /root/flood-done`,
						undo: 'nothing-to-undo',
					},
				],
			},
		],
	},
	hosts: [plan.host],
	settings: {},
	transport: program.createSsh({sshOf: () => plan.ssh, config: plan.config, knownHosts: plan.knownHosts}),
	store,
	clock: program.systemClock,
	secrets: program.openSecrets(join(directory, 'secrets'), fail),
	by: 'bench',
	resumed: false,
});
const no = () => Promise.resolve({problems: []});
/** How long the event loop kept anything waiting, in nanoseconds. */
const delays = monitorEventLoopDelay({resolution: 2});
store.listen(event => {
	if (event.type !== 'task') return;
	if (event.status === 'running') delays.enable();
	if (event.status === 'done') delays.disable();
});
await program.startApp({
	language: 'en',
	colour: true,
	doors: {
		sessions: () => Promise.resolve([]),
		plans: () => Promise.resolve([]),
		rehearse: no,
		resume: no,
		watch: no,
		openPlan: no,
		newPlan: no,
		saveLanguage: () => undefined,
	},
	opened: {
		engine,
		store,
		name: 'flood',
		simulated: false,
		report: '',
		leave: async () => {
			await engine.close('done');
			journal.close();
			writeFileSync(join(directory, 'delays'), JSON.stringify({most: delays.percentile(99.9), max: delays.max}));
		},
	},
});
