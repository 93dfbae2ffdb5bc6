import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('bash takes its script from -c, from standard input and from a file', async () => {
	const {say, run} = labShell();

	expect(
		await say(
			`bash -c 'echo "$0 $1"' zero one; echo 'echo "got $1"' | bash -s one; printf 'echo "file $1"; cat\\n' > /tmp/s; echo in | bash /tmp/s one`,
		),
	).toBe('zero one\ngot one\nfile one\nin');
	expect(await run('bash -euo pipefail -c "false | true; echo no"')).toMatchObject({stdout: '', exit: 1});
	expect(await run('bash /nope')).toMatchObject({
		stderr: 'bash: line 1: /nope: No such file or directory\n',
		exit: 127,
	});
	expect((await run('bash -n /etc/hosts')).exit).toBe(0);
});

test('sudo, nohup, setsid, nice and flock run what follows', async () => {
	const {say, run} = labShell();
	await say('apt-get update; apt-get install -y sudo');

	expect(
		await say(
			'sudo -n A=1 bash -c "echo $((1+1)) \\$A"; nohup echo a; setsid -f echo b; nice -n 5 echo c; flock -n /tmp/l echo d; echo e | sudo cat',
		),
	).toBe('2 1\na\nb\nc\nd\ne');
	expect((await run('sudo -n false')).exit).toBe(1);
	expect((await run('nohup')).exit).toBe(125);
});

test('xargs hands on as many as it is told', async () => {
	const {say, run} = labShell();

	expect(
		await say(
			'printf "a b\\nc" | xargs -n1 echo -; printf "a\\nb\\n" | xargs -I{} echo "<{}>"; printf "a\\0b c" | xargs -0 -n 1 echo; printf "" | xargs -r echo none',
		),
	).toBe('- a\n- b\n- c\n<a>\n<b>\na\nb c');
	expect((await run('echo x | xargs false')).exit).toBe(123);
	expect((await run('echo x | xargs nosuch')).exit).toBe(127);
});

test('umask and ulimit answer, job control is silent', async () => {
	expect(await labShell().say('umask; umask 077; ulimit -n; jobs; disown')).toBe('0022\n1024');
});
