import {expect, test} from 'vitest';
import {keywords, nearest} from '../../../../source/transport/lab/haproxy/keywords.ts';

test('each section has its own words', () => {
	expect(keywords.of('backend')?.has('server')).toBe(true);
	expect(keywords.of('global')?.has('server')).toBe(false);
	expect(keywords.of('resolvers')).toBeUndefined();
});

test('the nearest word is suggested, and none when nothing is near', () => {
	expect(nearest('balanse', ['balance', 'bind', 'backlog'])).toBe('balance');
	expect(nearest('frobnicate', ['balance', 'bind'])).toBeUndefined();
});
