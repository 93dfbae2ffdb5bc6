import {expect, test} from 'vitest';
import {bookOf, making} from '../../helpers/fake-world.ts';
import {settle} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

test.each([
	['en', 'Enter run “Turn off swap now” on 5 hosts', 'a run to the end  s run the stage  ? help  q quit'],
	['zh', 'Enter 在 5 台主机上运行“立即关闭交换分区”', 'a 一直运行到结束  s 运行本阶段  ? 帮助  q 退出'],
] as const)(
	'The next key and its effect stand in full in %s, also on a narrow terminal',
	async (language, next, others) => {
		const {text} = await walking({language, columns: 60, rows: 18});

		expect(text()).toContain(next);
		expect(text()).toContain(others);
	},
);

test('While something runs the way to stop it is the first key', async () => {
	const {press, lines, world} = await walking();
	const ends: (() => void)[] = [];
	world.onRun = () => new Promise<void>(resolve => ends.push(resolve));
	await press('return');

	expect(lines().at(-1)).toContain('c stop; again: abort');
	for (const end of ends) end();
	await settle();
	expect(lines().at(-2)).toContain('Enter run “Keep swap off after reboot” on 5 hosts');
});

test.each([
	['en', 'Enter go on with “Make a” on 5 hosts'],
	['zh', 'Enter 在 5 台主机上继续'],
] as const)('In %s what was interrupted is gone on with: it may be done', async (language, words) => {
	const {text, session} = await walking({book: bookOf(making('a', {title: {en: 'Make a', zh: '做 a'}})), language});
	for (const host of ['m1', 'm2', 'm3', 'w1', 'w2'])
		session.store.emit({type: 'task', task: 'a', host, status: 'cancelled', at: 0});
	await settle();

	expect(text()).toContain(words);
});
