// The first lab with its cluster installed, for questions that are asked of a cluster. Made once for each state of the
// sources: walking the book takes seconds, reading the lab back does not.
import {createHash} from 'node:crypto';
import {globSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {givenFor} from '../../source/commands/given-for.ts';
import {planOfLab} from '../../source/commands/lab-plan.ts';
import type {Task} from '../../source/engine/declare.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import type {Plan} from '../../steps/plan.ts';
import {books} from '../../steps/books.ts';
import {labs} from '../../steps/labs/labs.ts';
import {engineAtLab} from './engine-at-lab.ts';

const root = join(import.meta.dirname, '../..');
export const installedPlan = planOfLab(labs[0]);
const plan = installedPlan;

const sources = ['source/{engine,transport/lab}/**/*.ts', 'steps/**/*.ts', 'test/helpers/{variants,broken/labs}.ts'];

const install = async (of: Plan): Promise<Lab> => {
	const lab = createLab({hosts: of.hosts});
	const {engine} = engineAtLab(lab, of, books[0]!);
	const outcome = await engine.start();
	if (outcome !== 'done') throw new Error(`The lab's cluster was not installed: ${outcome}.`);
	return lab;
};

const savedLab = async (name: string, make: () => Promise<Lab>): Promise<string> => {
	const hash = createHash('sha256');
	// What is known of causes changes no installation.
	for (const file of globSync(sources, {cwd: root, exclude: ['steps/findings/**']}).toSorted())
		hash.update(readFileSync(join(root, file)));
	const folder = join(root, 'node_modules/.cache/kubewalk-lab');
	const path = join(folder, `${name}-${hash.digest('hex').slice(0, 20)}.json`);
	try {
		return readFileSync(path, 'utf8');
	} catch {
		const saved = (await make()).save();
		mkdirSync(folder, {recursive: true});
		writeFileSync(`${path}.${process.pid}`, saved);
		renameSync(`${path}.${process.pid}`, path);
		return saved;
	}
};

const saved = new Map<string, Promise<string>>();

/** A lab that was made once, read back for whoever asks. */
export const keptLab = async (name: string, hosts: Plan['hosts'], make: () => Promise<Lab>): Promise<Lab> => {
	const text = saved.get(name) ?? savedLab(name, make);
	saved.set(name, text);
	return createLab({hosts, saved: await text});
};

/** A lab of its own for whoever asks, so that what one breaks is whole for the next. */
export const installedLab = (): Promise<Lab> => keptLab('installed', plan.hosts, () => install(plan));

/** The same for another plan, which nobody else has given that name. */
export const installedBy = (name: string, of: Plan): Promise<Lab> =>
	keptLab(`installed-${name}`, of.hosts, () => install(of));

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
