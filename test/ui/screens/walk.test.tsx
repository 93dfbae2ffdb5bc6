import {expect, test} from 'vitest';
import {settle} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

test('At 80 by 24 a person reads stages, tasks, hosts, commands and what Enter will do', async () => {
	const {text} = await walking();

	expect(text()).toMatch(/› \. Turn off swap +│/);
	expect(text()).toMatch(/m1 m2 m3 w1 w2/);
	expect(text()).toMatch(/› Turn off swap now +\. +\. +\. +\. +\./);
	expect(text()).toContain('[Commands]  Output   Why  on m1 (1/5) · to do');
	expect(text()).toContain('make swap-now');
	expect(text()).toContain('Enter run “Turn off swap now” on 5 hosts');
});

test('At 80 by 24 in Chinese the columns stand where they stand in English', async () => {
	const {text} = await walking({language: 'zh'});

	expect(text()).toContain('› . 关闭交换分区         │ 关闭交换分区                           m1 m2 m3 w1 w2');
	expect(text()).toContain('  . 加入其他节点         │   重启后保持交换分区关闭                .  .  .  .  .');
	expect(text()).toContain('Enter 在 5 台主机上运行“立即关闭交换分区”');
});

test.each([
	['en', 'Why: Turn off swap now.', 'Nothing printed yet.'],
	['zh', '原因：立即关闭交换分区。', '还没有输出。'],
] as const)('At 140 by 40 in %s why, commands and output are there at once', async (language, why, output) => {
	const {text} = await walking({language, columns: 140, rows: 40});

	expect(text()).toContain(why);
	expect(text()).toContain('make swap-now');
	expect(text()).toContain(output);
});

test('Tab goes through the panes, Esc goes back to what is next', async () => {
	const {press, text} = await walking();
	await press('tab');
	expect(text()).toContain('[Output]');
	await press('tab');
	expect(text()).toContain('Why: Turn off swap now.');
	expect(text()).toContain('Turn off swap: The kubelet does not start with swap');
	await press('escape');
	expect(text()).toContain('[Commands]');
});

test('Arrows and letters select tasks and hosts across stages', async () => {
	const {press, text} = await walking();
	await press('j', 'down');
	expect(text()).toContain('say Your control plane has initialised');
	await press('k', 'right', ']');
	expect(text()).toContain('on m3 (3/5)');
	await press('left', 'G');
	expect(text()).toContain('make join');
	await press('g');
	expect(text()).toContain('make swap-now');
});

test('The commands go to the terminal’s clipboard as they are', async () => {
	const {press, text, written} = await walking();
	await press('G', 'k', 'y');

	expect(written()).toContain(
		Buffer.from('say Your control plane has initialised\nsay token abc.def\nmake init').toString('base64'),
	);
	expect(text()).toContain('Copied 3 lines.');
});

test('A task can be run again, a stage and the rest run with one key each', async () => {
	const {press, text, world} = await walking();
	await press('s');
	expect(text()).toMatch(/✓ Turn off swap +│/);
	await press('g', 'r');
	expect(world.log.filter(line => line.endsWith('run make swap-now'))).toHaveLength(5);
	await press('a');
	expect(text()).toContain('Everything is done');
});

test('Long output follows its end, and scrolls back', async () => {
	const lines = Array.from({length: 60}, (_, index) => `line ${index + 1}`);
	const {press, session, text} = await walking();
	for (const line of lines)
		session.store.emit({type: 'output', task: 'swap-now', host: 'm1', stream: 'stdout', text: `${line}\n`, at: 0});
	await press('o');
	expect(text()).toContain('line 60');
	await press('pageup');
	expect(text()).not.toContain('line 60');
	await press('pagedown');
	expect(text()).toContain('line 60');
});

test('A real session says that its hosts are real', async () => {
	expect((await walking({simulated: false})).text()).toContain('demo  real hosts');
});

test('Keys in one go act one after the other: select, open the dialog, type', async () => {
	const {chunk, text} = await walking();
	await chunk('jxno time');

	expect(text()).toContain('Skip “Keep swap off after reboot”');
	expect(text()).toContain('Reason no time');
});

test('Who only looks on can read everything, and no key changes anything', async () => {
	const {ui, session, press, text, world} = await walking();
	const touched: string[] = [];
	const engine = {
		...session.engine,
		start: async () => 'held' as const,
		skip: () => void touched.push('skip'),
		edit: () => void touched.push('edit'),
		stop: () => void touched.push('stop'),
	};
	ui.shell.send({type: 'session-opened', session: {...session, engine, watching: () => 'ann@laptop'}});
	await settle();
	expect(text()).not.toContain('Enter run');
	for (const key of ['return', 's', 'a', 'r', 'c', 'x', 'm', 'e', 'u', 'U']) {
		await press('escape', key);
		expect(text()).toContain('Only looking on: keys that change something do nothing here.');
	}
	expect({touched, log: world.log}).toEqual({touched: [], log: []});
	await press('down', 'tab');
	expect(text()).toContain('[Output]');
});
