import {expect, test} from 'vitest';
import type {Answer, Given} from '../../source/engine/declare.ts';
import {books} from '../../steps/books.ts';
import {badges} from '../../steps/badges.ts';

const hosts = ['m1', 'm2', 'w1'].map(name => ({name, address: name, role: 'x'}));
const given = {
	host: hosts[0],
	hosts,
	setting: () => ({runtime: 'containerd'}),
	captured: () => '',
	fact: () => undefined,
} as unknown as Given;
const said = (stdout: string, exit = 0): Answer => ({exit, stdout, stderr: ''});
const tell = (badge: string, task: string, answer: Answer, before?: string) =>
	badges.find(({id}) => id === badge)?.tells[task]?.(answer, given, before);

test('Every badge is told by tasks that there are', () => {
	const tasks = new Set(books.flatMap(({stages}) => stages.flatMap(({tasks}) => tasks.map(({id}) => id))));

	for (const {tells} of badges) for (const task of Object.keys(tells)) expect(tasks).toContain(task);
});

test('One holds the virtual IP, the others wait, and where the check fails nobody knows', () => {
	expect(tell('address', 'one-holder', said('this host holds 10.0.0.9'))).toEqual({m1: 'holds'});
	expect(tell('address', 'one-holder', said('10.0.0.1 comes first, this host waits'))).toEqual({m1: 'waits'});
	expect(tell('address', 'one-holder', said('', 1))).toEqual({});
	expect(tell('address', 'one-holder', said('', 1), 'holds')).toEqual({m1: 'unsure'});
	expect(tell('address', 'kube-vip-holder', said('The lease is held by m1; this host has the address: yes'))).toEqual(
		{m1: 'holds'},
	);
});

test('The nodes’ own list says who is ready; a join alone does not, nor does it take that back', () => {
	expect(tell('node', 'join-worker', said(''))).toEqual({m1: 'joined'});
	expect(tell('node', 'join-worker', said(''), 'ready')).toEqual({});
	expect(tell('node', 'nodes-ready', said('ready: m1 w1 stranger\nnot ready: m2', 1))).toEqual({
		m1: 'ready',
		w1: 'ready',
		m2: 'not-ready',
	});
});

test('What never ran has not gone down', () => {
	expect(tell('haproxy', 'haproxy', said('', 1))).toEqual({});
	expect(tell('haproxy', 'haproxy', said('', 1), 'up')).toEqual({m1: 'down'});
	expect(tell('runtime', 'runtime-running', said(''))).toEqual({m1: 'containerd'});
});
