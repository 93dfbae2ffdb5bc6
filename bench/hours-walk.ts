// What bench/hours.ts builds and starts on a pseudo-terminal: the program's screen, engine and journal in a time that passes
// faster. Four hosts, and tasks of two and a half minutes on each that print a line every half minute. Arguments: the
// session's directory, and how many hours of that there are. Writes what its memory is at every hour into `hours`.
import './faster.ts';
import {appendFileSync} from 'node:fs';
import {join} from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {createBeat} from '../source/commands/beat.ts';
import {systemClock} from '../source/engine/clock.ts';
import {createEngine} from '../source/engine/engine.ts';
import {createStore} from '../source/engine/store.ts';
import type {Transport} from '../source/engine/transport.ts';
import {openJournal} from '../source/session/journal.ts';
import {openSecrets} from '../source/session/secrets.ts';
import {restartLean} from '../source/restart.ts';
import {showApp} from './show-app.ts';

const [, , directory = '', hours = ''] = process.argv;
const line = 'a line of output, as long as lines usually are when a command says what it does\n';
const text = (en: string) => ({en, zh: en});
const fail = (error: Error): never => {
	throw error;
};

const made = new Set<string>();
const transport: Transport = {
	ask: async ({name}, questions) =>
		questions.map(question => ({exit: made.has(`${name} ${question}`) ? 0 : 1, stdout: '', stderr: ''})),
	run: async ({name}, {script}, signal, onOutput) => {
		for (let printed = 0; printed < 5 && !signal.aborted; printed += 1) {
			await systemClock.sleep(30_000, signal);
			onOutput(line, 'stdout');
		}
		made.add(`${name} ${script}`);
		return {exit: 0, stdout: '', stderr: ''};
	},
	close: async () => undefined,
};

const tasks = Array.from({length: Number(hours) * 24}, (_, index) => ({
	id: `task-${index}`,
	title: text(`Take two minutes and a half, the ${index + 1}. time`),
	why: text('To see what hours of it do to kubewalk.'),
	target: 'every-host' as const,
	risk: 'safe' as const,
	check: {ask: () => `number ${index}`},
	run: () => `number ${index}`,
	undo: 'nothing-to-undo' as const,
	usually: 150,
}));

restartLean();
const store = createStore(createBeat(100));
const journal = openJournal({journal: join(directory, 'journal.jsonl'), logs: join(directory, 'logs')}, fail);
store.listen(journal.add);
const engine = createEngine({
	session: 'hours',
	book: {
		id: 'bench',
		title: text('Bench'),
		stages: Array.from({length: Math.ceil(tasks.length / 8)}, (_, index) => ({
			id: `stage-${index}`,
			title: text(`Stage ${index + 1}`),
			why: text('It is there.'),
			tasks: tasks.slice(index * 8, index * 8 + 8),
		})),
	},
	hosts: ['m1', 'm2', 'm3', 'w1'].map(name => ({name, address: name, role: 'worker'})),
	settings: {},
	transport,
	store,
	clock: systemClock,
	secrets: openSecrets(join(directory, 'secrets'), fail),
	by: 'bench',
	resumed: false,
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
setInterval(() => {
	const {rss} = process.memoryUsage();
	collect();
	const {heapUsed} = process.memoryUsage();
	appendFileSync(join(directory, 'hours'), `${JSON.stringify({rss, heapUsed})}\n`);
}, 3_600_000);

await showApp(engine, store, async () => {
	await engine.close('done');
	journal.close();
});
