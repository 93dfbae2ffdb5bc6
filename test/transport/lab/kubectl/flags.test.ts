import {expect, test} from 'vitest';
import {readDuration, readFlags, type Flags} from '../../../../source/transport/lab/kubectl/flags.ts';

const flags = (verb: string, line: string): Flags => {
	const read = readFlags(verb, line.split(' '));
	if ('error' in read) throw new Error(read.error);
	return read;
};

test('values may follow, be glued on, or stand behind an equals sign', () => {
	for (const line of [
		'pods -n kube-system',
		'pods -nkube-system',
		'pods --namespace=kube-system',
		'--namespace kube-system pods',
	]) {
		const read = flags('get', line);
		expect(read.value('namespace')).toBe('kube-system');
		expect(read.words).toEqual(['pods']);
	}
});

test('short switches may stand together', () => {
	const read = flags('exec', '-it web -- sh -c ls');
	expect([read.has('stdin'), read.has('tty')]).toEqual([true, true]);
	expect(read.rest).toEqual(['sh', '-c', 'ls']);
});

test('-f and -p mean something else to logs', () => {
	expect(flags('logs', '-f -p web').has('previous')).toBe(true);
	expect(flags('apply', '-f file.yaml').value('filename')).toBe('file.yaml');
});

test('a flag nobody knows is named', () => {
	expect(readFlags('get', ['pods', '--colour'])).toEqual({error: 'unknown flag: --colour'});
	expect(readFlags('get', ['-Z'])).toEqual({error: "unknown shorthand flag: 'Z' in -Z"});
	expect(readFlags('get', ['pods', '--namespace'])).toEqual({error: 'flag needs an argument: --namespace'});
});

test('a switch can be turned off', () => {
	expect(flags('delete', 'pod web --wait=false').has('wait')).toBe(false);
	expect(flags('delete', 'pod web --wait=false').value('wait')).toBe('false');
});

test('durations are read as Go writes them', () => {
	expect(readDuration('1h30m')).toBe(5_400_000);
	expect(readDuration('90s')).toBe(90_000);
	expect(readDuration('30')).toBe(30_000);
	expect(readDuration('soon')).toBeNaN();
});
