import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const files = 'printf "a\\nb\\nc\\nd\\n" > /tmp/1; printf "a\\nB\\nc\\nd\\ne\\n" > /tmp/2';

test('Differences are told as GNU tells them', async () => {
	const {run} = labShell();
	await run(files);

	expect(await run('diff /tmp/1 /tmp/2')).toMatchObject({stdout: '2c2\n< b\n---\n> B\n4a5\n> e\n', exit: 1});
	expect((await run('diff -u /tmp/1 /tmp/2 | tail -n +3')).stdout).toBe('@@ -1,4 +1,5 @@\n a\n-b\n+B\n c\n d\n+e\n');
	expect((await run('diff -u --label one --label two /tmp/1 /tmp/2 | head -n 2')).stdout).toBe('--- one\n+++ two\n');
	expect((await run('diff -q /tmp/1 /tmp/2')).stdout).toBe('Files /tmp/1 and /tmp/2 differ\n');
});

test('The same is silent, the missing is trouble', async () => {
	const {run} = labShell();
	await run(files);

	expect(await run('diff /tmp/1 /tmp/1')).toEqual({stdout: '', stderr: '', exit: 0});
	expect(await run('diff /tmp/1 /nope')).toMatchObject({stderr: 'diff: /nope: No such file or directory\n', exit: 2});
	expect((await run('printf "a\\nb\\nc\\nd\\n" | diff /tmp/1 -')).exit).toBe(0);
});

test('Far changes stand in hunks of their own', async () => {
	const {run} = labShell();
	await run('seq 1 30 > /tmp/1; sed -e s/^3$/x/ -e s/^27$/y/ /tmp/1 > /tmp/2');

	expect((await run('diff -u /tmp/1 /tmp/2 | grep ^@@')).stdout).toBe('@@ -1,6 +1,6 @@\n@@ -24,7 +24,7 @@\n');
	expect((await run('diff -U0 /tmp/1 /tmp/2 | grep ^@@')).stdout).toBe('@@ -3 +3 @@\n@@ -27 +27 @@\n');
});
