import {expect, test} from 'vitest';
import {widthOf} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

test.each([
	['en', 80, 24, ['Role', 'control plane', '10.0.0.22', 'not asked yet', '0/3', '1 of 5']],
	['zh', 80, 24, ['控制平面', '工作节点', '尚未询问']],
	['en', 60, 20, ['  w1      worker', '  w2      worker', 'Enter look closer']],
	['zh', 140, 40, ['最近应答', '10.0.0.21']],
] as const)(
	'The hosts in %s on %i columns: where, what, how they answer, how far',
	async (language, columns, rows, words) => {
		const {press, text, lines} = await walking({language, columns, rows});
		await press('4');

		for (const word of words) expect(text()).toContain(word);
		for (const line of lines()) expect(widthOf(line)).toBeLessThanOrEqual(columns);
	},
);

test('Space marks hosts, and a runs what is left on them alone', async () => {
	const {press, text, world, session} = await walking();
	await press('4', 'j', ' ');
	expect(text()).toContain('1 marked');
	await press('a');

	expect(session.view.get()).toBe('walk');
	expect(new Set(world.log.map(line => line.split(' ')[0]))).toEqual(new Set(['m2']));
});

test('Enter shows all of one host and its tasks with their marks; Esc leads back to the same row', async () => {
	const {press, text, session} = await walking();
	await session.engine.start({tasks: ['swap-now']});
	await press('4', 'G', 'return');

	expect(text()).toContain('w2  10.0.0.22');
	expect(text()).toContain('✓ Turn off swap now');
	expect(text()).toContain('. Join');
	await press('left');
	expect(text()).toContain('w1  10.0.0.21');
	await press('escape');
	expect(text()).toContain('4 of 5');
});
