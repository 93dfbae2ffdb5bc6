import {expect, test} from 'vitest';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {openBook, showProgram} from '../../helpers/walking.tsx';
import {settle} from '../../helpers/screen.tsx';

const session = {id: 's1', name: 'lab', simulated: true, finished: 12, total: 60, at: 0};

test.each([
	['en', '› Rehearse on simulated hosts', 'Enter Rehearse on simulated hosts', 'nothing outside is touched'],
	['zh', '› 在模拟主机上演练', 'Enter 在模拟主机上演练', '不会触碰任何外部环境'],
] as const)('In %s the rehearsal is selected, and says what it touches', async (language, item, next, why) => {
	const {text} = await showProgram(undefined, {language});

	expect(text()).toContain(item);
	expect(text()).toContain(next);
	expect(text()).toContain(why);
});

test.each([
	['en', 'kubewalk  Highly available Kubernetes, command by command.', '? help'],
	['zh', 'kubewalk  逐条命令完成 Kubernetes 高可用安装。', '? 帮助'],
] as const)(
	'In %s the smallest window shows the first line whole, and how to get help',
	async (language, title, help) => {
		const {lines, text, press} = await showProgram(undefined, {language, columns: 60, rows: 20});

		expect(lines()[0]!.trimEnd()).toBe(title);
		expect(lines().at(-1)).toContain(help);
		await press('end', 'down', 'down', 'down', 'return');
		expect(text()).toContain('Esc');
		expect(lines().at(-1)).toContain(help);
	},
);

test('Open sessions and plans appear without moving the selection', async () => {
	const {start, text, press} = await showProgram(undefined);
	start.send({type: 'found', sessions: [session], plans: ['./cluster.yaml']});
	await settle();

	expect(text()).toContain('Resume lab (simulated hosts)');
	expect(text()).toContain('› Rehearse on simulated hosts');
	await press('up');
	expect(text()).toContain('Session s1: 12 of 60 settled.');
	await press('down', 'down');
	expect(text()).toContain('› Open ./cluster.yaml');
});

test('A path is typed; all problems of the plan stand below it with their lines; Esc goes back', async () => {
	const problems = [
		'cluster.yaml:3: the address 10.0.0.1 is used twice.',
		'cluster.yaml:9: unknown key “hostz”: write hosts.',
	];
	const {press, type, text} = await showProgram(undefined, {doors: {openPlan: async () => ({problems})}});
	await press('down', 'return');
	await type('cluster.yaml');
	await press('return');

	expect(text()).toContain('Path of the plan cluster.yaml');
	for (const problem of problems) expect(text()).toContain(problem);
	await press('escape');
	expect(text()).toContain('› Open a plan');
});

test('A plan that opens is walked', async () => {
	const {press, type, text} = await showProgram(undefined, {
		doors: {openPlan: async () => openBook(createFakeWorld(), undefined, false)},
	});
	await press('down', 'return');
	await type('a');
	await press('return');

	expect(text()).toContain('demo  real hosts');
});

test('Up and Enter in one go choose the line above, not the one that was selected', async () => {
	const resumed: string[] = [];
	const resume = async (id: string) => {
		resumed.push(id);
		return openBook(createFakeWorld());
	};
	const {start, chunk} = await showProgram(undefined, {doors: {resume}});
	start.send({type: 'found', sessions: [session], plans: []});
	await settle();
	await chunk('\u001B[A\r');

	expect(resumed).toEqual(['s1']);
});

test('A session that another process has is not resumed but looked on at', async () => {
	const watched: string[] = [];
	const watch = async (id: string) => {
		watched.push(id);
		return {...openBook(createFakeWorld()), watching: () => 'ann@laptop'};
	};
	const {start, text, press} = await showProgram(undefined, {doors: {watch}});
	const holder = {by: 'ann@laptop', pid: 7};
	start.send({type: 'found', sessions: [{...session, holder}], plans: []});
	await settle();
	await press('up');

	expect(text()).toContain('› Look on: lab (ann@laptop has it)');
	expect(text()).toContain('Session s1 is open in process 7 of ann@laptop.');
	await press('return');
	expect(watched).toEqual(['s1']);
	expect(text()).toContain('watching, ann@laptop has it');
});
