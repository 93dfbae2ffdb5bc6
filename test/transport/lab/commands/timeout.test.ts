import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Who waits longer than allowed ends with 124, and no more time passes', async () => {
	const {lab, run} = labShell();
	const before = lab.world.now;

	expect((await run('timeout 3 sleep 60; echo $?')).stdout).toBe('124\n');
	expect(lab.world.now - before).toBe(3000);
});

test('Who is quick enough keeps his own exit and output', async () => {
	const {run} = labShell();

	expect(await run('timeout 5 bash -c "echo a; exit 3"')).toMatchObject({stdout: 'a\n', exit: 3});
	expect(await run('echo in | timeout -k 1 5s cat')).toMatchObject({stdout: 'in\n', exit: 0});
	expect((await run('timeout x true')).exit).toBe(125);
	expect((await run('timeout 5')).exit).toBe(125);
});
