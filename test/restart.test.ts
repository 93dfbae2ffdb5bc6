import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {expect, test} from 'vitest';

const module = join(import.meta.dirname, '../source/restart.ts');

/** What a program prints that does this, and the process it was started in. */
const ended = async (
	script: string,
	args: readonly string[] = [],
	environment: NodeJS.ProcessEnv = {},
): Promise<{pid: number | undefined; said: unknown}> => {
	const program = `import {restartLean} from ${JSON.stringify(module)}; ${script}`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', program, ...args], {
		env: {...process.env, ...environment},
	});
	return {pid: child.pid, said: JSON.parse(await text(child.stdout))};
};

test('The same process, arguments and environment, and Node told what it takes only when it starts', async () => {
	const {pid, said} = await ended(
		`restartLean();
		const {pid, argv, execArgv, env} = process;
		console.log(JSON.stringify({pid, args: argv.slice(1), execArgv, kept: env.KEPT, arenas: env.MALLOC_ARENA_MAX}));`,
		['--', 'one', 'two words', ''],
		{KEPT: 'yes'},
	);

	expect(said).toEqual({
		pid,
		args: ['one', 'two words', ''],
		execArgv: expect.arrayContaining(['--max-semi-space-size=4', '--input-type=module']),
		kept: 'yes',
	});
});

test('A Node that cannot start again goes on', async () => {
	const {said} = await ended(`process.execve = undefined; restartLean(); console.log(JSON.stringify('on'));`);

	expect(said).toBe('on');
});

/** Megabytes that V8 has for young objects after many have lived for a while and died. */
const youngAfter = async (before: string): Promise<unknown> => {
	const {said} = await ended(`
		import {getHeapSpaceStatistics} from 'node:v8';
		${before}
		let recent = [];
		const output = Buffer.alloc(65_536, 'line\\n');
		for (let round = 0; round < 60; round += 1)
			recent = [...recent, ...output.toString().split('\\n').map(text => ({text}))].slice(-40_000);
		console.log(getHeapSpaceStatistics().find(space => space.space_name === 'new_space').physical_space_size / 1e6);`);
	return said;
};

test('Memory for what dies young stays small', async () => {
	const usual = Number(await youngAfter(''));
	const lean = Number(await youngAfter('restartLean();'));

	expect(lean).toBeGreaterThan(0);
	expect(lean).toBeLessThan(usual / 2);
});
