// The first lab with its cluster installed, for questions that are asked of a cluster. Made once for each state of the
// sources: walking the book takes seconds, reading the lab back does not.
import {createHash} from 'node:crypto';
import {globSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {givenFor} from '../../source/commands/given-for.ts';
import {planOfLab} from '../../source/commands/lab-plan.ts';
import {createEngine} from '../../source/engine/engine.ts';
import type {Task} from '../../source/engine/declare.ts';
import {createStore} from '../../source/engine/store.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import {books} from '../../steps/books.ts';
import {labs} from '../../steps/labs/labs.ts';

const root = join(import.meta.dirname, '../..');
const plan = planOfLab(labs[0]);

const install = async (): Promise<string> => {
	const lab = createLab({hosts: plan.hosts});
	const engine = createEngine({
		session: 's1',
		book: books[0]!,
		hosts: plan.hosts,
		settings: {plan},
		transport: lab.transport,
		store: createStore(tell => tell()),
		clock: lab.clock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'tester',
		resumed: false,
	});
	const outcome = await engine.start();
	if (outcome !== 'done') throw new Error(`The lab's cluster was not installed: ${outcome}.`);
	return lab.save();
};

const savedLab = async (): Promise<string> => {
	const hash = createHash('sha256');
	for (const file of globSync(['source/{engine,transport/lab}/**/*.ts', 'steps/**/*.ts'], {cwd: root}).toSorted())
		hash.update(readFileSync(join(root, file)));
	const folder = join(root, 'node_modules/.cache/kubewalk-lab');
	const path = join(folder, `installed-${hash.digest('hex').slice(0, 20)}.json`);
	try {
		return readFileSync(path, 'utf8');
	} catch {
		const saved = await install();
		mkdirSync(folder, {recursive: true});
		writeFileSync(`${path}.${process.pid}`, saved);
		renameSync(`${path}.${process.pid}`, path);
		return saved;
	}
};

let saved: Promise<string> | undefined;

/** A lab of its own for whoever asks, so that what one breaks is whole for the next. */
export const installedLab = async (): Promise<Lab> => {
	saved ??= savedLab();
	return createLab({hosts: plan.hosts, saved: await saved});
};

type Asked = {readonly exit: number; readonly output: string};

/** What a task's check says on a host, after a script as root on that host or another (`w1: script`). */
export const askInstalled = async (task: Task, host: string, before = ''): Promise<Asked> => {
	const lab = await installedLab();
	const [, where = host, script = before] = /^([mw]\d): ([\s\S]*)$/.exec(before) ?? [];
	if (script !== '') {
		const broken = await lab.open(where).run(script);
		if (broken.exit !== 0) throw new Error(`${where}# ${script}\n${broken.stdout}${broken.stderr}`);
	}
	const {exit, stdout, stderr} = await lab.open(host).run(task.check.ask(givenFor(plan, host, () => '')));
	return {exit, output: stdout + stderr};
};
