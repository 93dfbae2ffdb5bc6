import {expect, test} from 'vitest';
import {widthOf} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

test.each([
	['en', 80, ['Command', 'Exit', 'Turn off swap now', '13 of 13']],
	['zh', 80, ['退出码', '立即关闭交换分区', '第 13 行，共 13 行']],
	['zh', 140, ['用时', '重启后保持交换分区关闭']],
] as const)(
	'The log in %s on %i columns tells every command, and follows the last',
	async (language, columns, words) => {
		const {session, press, text, lines} = await walking({language, columns, rows: 34});
		await session.engine.start();
		await press('6');

		for (const word of words) expect(text()).toContain(word);
		for (const line of lines()) expect(widthOf(line)).toBeLessThanOrEqual(columns);
	},
);

test('A query finds a host’s failures, and what they printed stands below', async () => {
	const {world, session, press, type, text} = await walking();
	world.onRun = (host, script) => {
		if (host === 'm2' && script.includes('swap-boot')) throw new Error('not here');
	};
	await session.engine.start({tasks: ['swap-now', 'init']});
	await press('6', '/');
	await type('m1 init');

	expect(text()).toContain('1 of 1');
	expect(text()).toContain('Your control plane has initialised');
	await press('return', 'return');
	expect(text()).toContain('[Output]');
});

test('Before anything ran the log says why it is empty', async () => {
	const {press, text} = await walking();
	await press('6');

	expect(text()).toContain('Nothing was run yet');
});
