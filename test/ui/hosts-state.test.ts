import {expect, test} from 'vitest';
import {initialHosts, reduceHosts} from '../../source/ui/hosts-state.ts';

test('A mark is set and taken away by the same key, and opening a host begins at its top', () => {
	const marked = reduceHosts(initialHosts, {type: 'marked', host: 'm1'});
	expect(marked.marked).toEqual(['m1']);
	expect(reduceHosts(marked, {type: 'marked', host: 'm1'}).marked).toEqual([]);
	expect(reduceHosts(marked, {type: 'unmarked'}).marked).toEqual([]);

	const scrolled = reduceHosts(reduceHosts(marked, {type: 'opened', host: 'm2'}), {type: 'scrolled', by: 9, most: 5});
	expect(scrolled).toMatchObject({open: 'm2', scroll: 5});
	expect(reduceHosts(scrolled, {type: 'opened', host: 'm3'}).scroll).toBe(0);
	expect(reduceHosts(scrolled, {type: 'closed'})).toEqual(marked);
});
