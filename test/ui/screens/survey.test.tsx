import {expect, test} from 'vitest';
import {widthOf} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

test.each([
	[
		'en',
		80,
		['10 so, 3 not so, 0 not known', 'Turn off swap now', 'm1 ✗ not so: no init on m1', 'What makes it so:'],
	],
	['zh', 80, ['满足 10，不满足 3', '立即关闭交换分区', 'm1 ✗ 不满足', '使其满足的命令：']],
	['en', 140, ['m1 m2 m3 w1 w2', 'make init']],
] as const)(
	'The survey in %s on %i columns: marks by host, and below them why and how',
	async (language, columns, words) => {
		const {session, press, text, lines} = await walking({language, columns, rows: 30});
		await session.engine.start({tasks: ['swap-now', 'swap-boot']});
		await press('2', 'j', 'j');

		for (const word of words) expect(text()).toContain(word);
		for (const line of lines()) expect(widthOf(line)).toBeLessThanOrEqual(columns);
	},
);

test('What is so everywhere can be left out, and a host is chosen with the arrows', async () => {
	const {session, press, text} = await walking({rows: 30});
	await session.engine.start({tasks: ['swap-now', 'swap-boot']});
	await press('2', 'o');
	expect(text()).not.toContain('Turn off swap now');
	expect(text()).toContain('1 of 2');

	await press('j', 'right');
	expect(text()).toContain('w2 ✗ not so: no join on w2');
	await press('return');
	expect(text()).toContain('› Join');
});

test('A host that is away is said to be not known', async () => {
	const {world, press, text} = await walking({rows: 30});
	world.dead.add('m2');
	await press('2', 'right');

	expect(text()).toContain('2 not known');
	expect(text()).toContain('m2 ? not known: m2 does not answer');
});
