import {expect, test, vi} from 'vitest';
import {bookOf, making} from '../../helpers/fake-world.ts';
import {settle} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

const slow = bookOf(
	making('pull', {
		title: {en: 'Pull images', zh: '拉取镜像'},
		target: 'workers',
		usually: 40,
		waitingFor: {en: 'the registry', zh: '镜像仓库'},
	}),
);

test.each([
	['en', 'Running for 1:30 · usually 40 s · no output for 1:30 · waiting for: the'],
	['zh', '已运行 1:30 · 通常需要 40 秒 · 已 1:30 没有输出 · 正在等待：镜像仓库'],
] as const)('A slow command in %s says how long, how long usually, and what it waits for', async (language, words) => {
	const {press, text, world, session} = await walking({book: slow, language});
	const ends: (() => void)[] = [];
	world.onRun = () => new Promise<void>(resolve => ends.push(resolve));
	await press('return');
	const now = session.engine.now();
	vi.spyOn(session.engine, 'now').mockReturnValue(now + 90_000);
	vi.spyOn(session.engine, 'stallOf').mockReturnValue({
		elapsed: 90,
		usually: 40,
		waitingFor: {en: 'the registry', zh: '镜像仓库'},
		lastOutput: now,
	});
	await press('o');

	expect(text()).toContain(words);
	expect(text()).toContain(language === 'en' ? 'on w1 w2 · Pull images' : '在 w1 w2 上 · 拉取镜像');
	for (const end of ends) end();
	await settle();
});

test('A failure says its host and its sentence, and the ways out are below', async () => {
	const {press, text} = await walking({book: bookOf(making('a', {run: () => 'fail no space left on device'}))});
	await press('return');

	expect(text()).toMatch(/m1: .*no space left on device/);
	expect(text()).toContain('Enter try again on 5 hosts: “Make a”');
	expect(text()).toContain('e edit commands  x skip with reason');
});

test('The engine’s notes are shown when nothing else is to be said', async () => {
	const {text, session} = await walking();
	session.store.emit({type: 'note', text: 'The join token had run out and was made anew.', at: 0});
	session.store.emit({type: 'task', task: 'swap-now', host: 'm1', status: 'satisfied', at: 0});
	await settle();

	expect(text()).toContain('The join token had run out and was made anew.');
});

test.each([
	['en', 'usually 40 s · likely (see 3): The registry'],
	['zh', '通常需要 40 秒 · 可能原因（按 3）：镜像仓库不可用'],
] as const)('When a command overruns, in %s its output is looked at for the likely reason', async (language, words) => {
	const looked: string[] = [];
	const suspect = async (task: string, host: string) => {
		looked.push(`${task} on ${host}`);
		return {en: 'The registry is away', zh: '镜像仓库不可用'};
	};
	const {press, text, world, session} = await walking({book: slow, language, doctor: {suspect}});
	const ends: (() => void)[] = [];
	world.onRun = () => new Promise<void>(resolve => ends.push(resolve));
	await press('return');
	expect(looked).toEqual([]);
	const now = session.engine.now();
	vi.spyOn(session.engine, 'now').mockReturnValue(now + 90_000);
	const stall = vi.spyOn(session.engine, 'stallOf');
	stall.mockReturnValue({elapsed: 90, usually: 40, lastOutput: now + 90_000});
	await press('o');

	expect(text()).toContain(words);
	stall.mockReturnValue({elapsed: 120, usually: 40, lastOutput: now + 90_000});
	await press('o', 'tab');
	// Nothing was printed meanwhile, so there is nothing new to look at.
	expect(looked).toEqual(['pull on w1']);
	for (const end of ends) end();
	await settle();
});
