import {expect, test} from 'vitest';
import {diagnose as en} from '../../source/texts/diagnose-en.ts';
import {diagnose} from '../../source/texts/diagnose-zh.ts';

test('The Chinese sentences name the same files, flags and numbers', () => {
	expect(Object.keys(diagnose)).toEqual(Object.keys(en));
	expect(diagnose.noFile('a.txt', 'ENOENT')).toMatch(/a\.txt.*ENOENT/);
	expect(diagnose.cut(1024 ** 3)).toContain('1024 MB');
	expect(diagnose.wayOutLive('out.txt')).toContain('--bundle out.txt');
	for (const text of [diagnose.wayOutOffline, diagnose.needsSource]) expect(text).toContain('--plan FILE');
});
