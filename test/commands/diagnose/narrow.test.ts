import {expect, test} from 'vitest';
import {aboutWords, narrow} from '../../../source/commands/diagnose/narrow.ts';
import {tell} from '../../../source/engine/diagnose/tell.ts';
import {bundleOf, finding, givenTo, judged, knowing} from '../../helpers/declared.ts';

const dns = finding('names', {about: ['dns'], confirms: [{says: /no such host/}]});
const node = finding('down', {about: ['node'], confirms: [{says: /node is down/}], explains: ['names']});
const pod = finding('crash', {about: ['pod', 'node'], confirms: [{says: /pod .* crashed/}]});
const all = [dns, node, pod];
const told = tell(
	judged(knowing(...all), bundleOf(['a# x', 'no such host', 'node is down', 'pod web-1 crashed'])),
	(host, captured) => ({...givenTo(host), captured}),
);
const ids = (about: string, name?: string) =>
	narrow(told, {about, ...(name !== undefined && {name})}, all).map(({id, rank}) => `${rank} ${id}`);

test('What it can be narrowed to is what findings are about', () => {
	expect(aboutWords(all)).toEqual(['dns', 'node', 'pod']);
});

test('A cause stays when what followed from it is asked for, and ranks begin anew', () => {
	expect(ids('dns')).toEqual(['1 down']);
	expect(ids('pod')).toEqual(['1 crash']);
	expect(ids('node')).toEqual(['1 down', '2 crash']);
});

test('A name is a host, or stands in the evidence', () => {
	expect(ids('pod', 'web-1')).toEqual(['1 crash']);
	expect(ids('pod', 'web-2')).toEqual([]);
	expect(ids('node', 'a')).toHaveLength(2);
});
