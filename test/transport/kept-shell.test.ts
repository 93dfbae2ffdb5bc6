import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {whole} from '../../source/transport/frames.ts';
import {keepShells} from '../../source/transport/kept-shell.ts';
import {has, isGone, never} from '../hosts/workplace.ts';

const sh = ['sh', '-s'] as const;

const listen = (shells = keepShells(sh)) => ({
	...shells,
	say: async (body: string, signal = never, onText: (text: string) => void = () => undefined) => {
		let said = '';
		const ended = await shells.shell(whole(body), signal, chunk => {
			said += chunk.toString();
			onText(chunk.toString());
		});
		return {...ended, said: said.replace(/\nkw-.*\n/, '')};
	},
});

const shells = [
	['dash', ['dash', '-s']],
	['bash', ['bash', '-s']],
	['busybox', ['busybox', 'sh', '-s']],
] as const;

for (const [name, command] of shells)
	test.skipIf(!has(name))(
		`One ${name} reads one script after another, and none sees what an earlier one left (skipped where it is missing)`,
		async () => {
			const {say, close} = listen(keepShells(command));
			const first = await say('echo $$; left=behind; cd /; umask 0; trap "echo late" EXIT; exit 3');
			const next = await say('echo $$; echo "${left-nothing} $(umask)"');
			const many = await say(`printf %s '${"it is '\\''long'\\'' ".repeat(20_000)}' | wc -c`);
			close();

			expect(first.exit).toBe(3);
			expect(next.said).toBe(
				`${first.said.split('\n')[0]}\nnothing ${spawnSync('sh', ['-c', 'umask'], {encoding: 'utf8'}).stdout}`,
			);
			expect(many.said.trim()).toBe(String(20_000 * "it is 'long' ".length));
		},
	);

test('Two scripts at once have a shell each', async () => {
	const {say, close} = listen();
	const [one, other] = await Promise.all([say('echo $$'), say('echo $$')]);
	close();

	expect(one.said).not.toBe(other.said);
});

test('An abort ends the shell with its script, and the next script has a new one', async () => {
	const {say, close} = listen();
	const stop = new AbortController();
	let child = '';
	const stopped = await say('sleep 1000 & echo $!; wait', stop.signal, text => {
		child ||= text;
		stop.abort();
	});
	const next = await say('echo on');
	close();

	expect(stopped.exit).toBeUndefined();
	await isGone(child.trim());
	expect(next.said).toBe('on\n');
});

test('A shell that ends in the middle of a script says how, and is not called stale: the script may have acted', async () => {
	const {say, close} = listen();
	await say('true');
	const ended = await say('echo begun; echo why >&2; kill -9 $$');
	close();

	expect(ended).toEqual({exit: undefined, stderr: 'why\n', said: 'begun\n'});
});

test('A kept shell that is gone before it heard a script is stale; a new one that ends at once is not', async () => {
	const {say, close} = listen();
	const {said} = await say('echo $$');
	process.kill(Number(said), 'SIGKILL');

	// Whether the script's way to it broke before or after its end was heard is a matter of luck: its stderr may say so.
	expect(await say('echo on')).toMatchObject({exit: undefined, said: '', stale: true});
	expect((await say('echo on')).said).toBe('on\n');
	expect(await listen(keepShells(['sh', '-c', 'exit 7'])).say('echo on')).toEqual({exit: 7, stderr: '', said: ''});
	close();
});

const library = (name: string): string => `loaded="$loaded ${name}"; ${name}() { echo "${name} of $loaded"; }`;

test('A library is read once by each shell, and stands before every script that needs it', async () => {
	const [one, two] = [library('one'), library('two')];
	const shells = keepShells(sh);
	const say = async (body: string, ...libraries: readonly string[]): Promise<string> => {
		let said = '';
		await shells.shell(whole(body, ...libraries), never, chunk => (said += chunk.toString()));
		return said.split('\n')[0]!;
	};

	expect(await say('one', one)).toBe('one of  one');
	expect(await say('two', one, two)).toBe('two of  one two');
	expect(await say('one', two, one)).toBe('one of  one two');
	// Two at once: the second has a shell of its own, which knows nothing yet.
	expect(await Promise.all([say('one', one), say('one', one)])).toEqual(['one of  one two', 'one of  one']);
	shells.close();
});
