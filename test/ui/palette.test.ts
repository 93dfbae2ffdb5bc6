import {expect, test} from 'vitest';
import {paletteItems, search} from '../../source/ui/palette.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {createFakeWorld, openEngine} from '../helpers/fake-world.ts';
import {fiveHosts, walkBook} from '../helpers/walk-book.ts';

const {engine} = openEngine(walkBook, createFakeWorld(), {hosts: fiveHosts});
const items = (language: 'en' | 'zh' = 'en') =>
	paletteItems(language, ['walk', 'session', 'everywhere'], entriesOf(engine), fiveHosts);
const first = (query: string, language: 'en' | 'zh' = 'en') => search(items(language), query)[0]?.key;

test('Every action of the screen, every stage, task and host is there once', () => {
	const all = items().map(({key}) => key);

	expect(all).toEqual([...new Set(all)]);
	for (const key of ['action undo', 'action language', 'stage swap', 'task swap-boot', 'task join', 'host w2'])
		expect(all).toContain(key);
	expect(all).not.toContain('action palette');
	expect(all).not.toContain('action accept');
});

test('A few letters find it, by its name in either language, its id or its address', () => {
	expect(first('whole sess')).toBe('action undoAll');
	expect(first('swap boot')).toBe('task swap-boot');
	expect(first('重启后')).toBe('task swap-boot');
	expect(first('reboot', 'zh')).toBe('task swap-boot');
	expect(first('10.0.0.21')).toBe('host w1');
	expect(first('日志')).toBe('action showLog');
	expect(search(items(), 'qqqq')).toEqual([]);
	expect(search(items(), ' ')).toHaveLength(items().length);
});
