import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const prepared = async () => {
	const shell = labShell();
	await shell.say('apt-get update; apt-get install -y psmisc haproxy');
	return shell;
};

test('killall with signal 0 asks whether a program runs', async () => {
	const {run} = await prepared();

	expect((await run('killall -0 haproxy')).exit).toBe(0);
	expect(await run('systemctl stop haproxy; killall -0 haproxy')).toMatchObject({
		stderr: 'haproxy: no process found\n',
		exit: 1,
	});
});

test('What is killed is gone, and systemd notices', async () => {
	const {run, say} = await prepared();
	const pid = await say('pidof sshd');
	expect(await say(`kill -0 ${pid} && echo alive; kill ${pid}; systemctl is-active ssh`)).toBe('alive\ninactive');
	expect((await run(`kill ${pid}`)).stderr).toBe(`bash: line 1: kill: (${pid}) - No such process\n`);
	expect((await run('pgrep -x sshd')).exit).toBe(1);
	expect((await run('kill')).exit).toBe(2);
});

test('Processes are found by name and by their line', async () => {
	const {say, run} = await prepared();

	expect(await say('pgrep -c cron; pgrep -f "cron -f" >/dev/null && echo found; ps -C cron -o comm=')).toBe(
		'1\nfound\ncron',
	);
	expect(await say('ps aux | grep -c "[s]shd"; ps -ef | head -n 1')).toMatch(/^1\nUSER/);
	expect((await run('pidof nosuch')).exit).toBe(1);
	expect((await run('pkill cron; systemctl is-active cron')).stdout).toBe('inactive\n');
});
