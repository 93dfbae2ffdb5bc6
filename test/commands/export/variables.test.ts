import {expect, test} from 'vitest';
import {expandBook, sourcesOf} from '../../../source/commands/export/expand-book.ts';
import {asVariable, variableOf, wantedIn} from '../../../source/commands/export/variables.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

const book = exportBook('/srv');
const sources = sourcesOf(book, exportPlan);

test('A value that one host captures has a plain name', () => {
	expect(variableOf({name: 'join-token', from: 'm1'}, sources)).toBe('KUBEWALK_JOIN_TOKEN');
});

test('A value that several hosts capture carries the host’s name', () => {
	const {task, capture} = sources.get('join-token')!;
	const many = new Map([['nic', {task, capture, hosts: ['m1', 'web-2']}]]);
	expect(variableOf({name: 'nic', from: 'web-2'}, many)).toBe('KUBEWALK_NIC_AT_WEB_2');
});

test('Only values that somebody reads are kept', () => {
	expect([...wantedIn(expandBook(book, exportPlan, asVariable(sources)))]).toEqual(['join-token']);
});
