import {expect, test} from 'vitest';
import {plainly} from '../../../../source/transport/lab/cluster/plain-programs.ts';
import type {Inside} from '../../../../source/transport/lab/cluster/inside.ts';

const run = (...command: string[]) => {
	const said: string[] = [];
	const inside = {
		spec: {name: 'a', image: 'busybox', command},
		say: (text: string) => said.push(text),
	} as unknown as Inside;
	return {life: plainly(inside), said};
};

test.each([
	[['sleep', '30'], {exit: 0, after: 30_000}],
	[['sleep', '2m'], {exit: 0, after: 120_000}],
	[['sleep', 'infinity'], 'stays'],
	[['sh', '-c', 'while true; do date; sleep 1; done'], 'stays'],
	[['sh', '-c', 'echo hello; exit 3'], {exit: 3, after: 300}],
	[['false'], {exit: 1, after: 200}],
	[['/usr/sbin/server'], 'stays'],
])('%j lives as %j', (command, life) => {
	expect(run(...command).life).toEqual(life);
});

test('What a command echoes is in its log', () => {
	expect(run('echo', 'a', 'b').said).toEqual(['a b']);
	expect(run('sh', '-c', 'echo "hello there"').said).toEqual(['hello there']);
});
