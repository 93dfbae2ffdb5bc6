import {expect, test} from 'vitest';
import {HostUnreachable} from '../../../source/engine/transport.ts';
import {labHostsOf, labShell} from '../../helpers/lab-shell.ts';

const [m1] = labHostsOf(['m1']);
const host = {name: m1!.name, address: m1!.address, role: 'control-plane'};
const never = new AbortController().signal;

test('Questions come back in their order, each with its own exit', async () => {
	const {transport} = labShell().lab;
	const answers = await transport.ask(host, ['echo one', 'exit 3', 'cat /nope'], never);

	expect(answers.map(({exit}) => exit)).toEqual([0, 3, 1]);
	expect(answers[2]!.stderr).toBe('cat: /nope: No such file or directory\n');
});

test('A job runs once: the same id answers with what it said then', async () => {
	const {lab} = labShell();
	const job = {id: 'session-task-m1-1', script: 'echo x >> /root/count; wc -l < /root/count', timeout: 60};
	const heard: string[] = [];
	const first = await lab.transport.run(host, job, never, text => void heard.push(text));
	const second = await lab.transport.run(host, job, never, text => void heard.push(text));

	expect(first).toEqual({exit: 0, stdout: '1\n', stderr: ''});
	expect(second).toEqual(first);
	expect(heard).toEqual(['1\n', '1\n']);
	expect(lab.filesOf('m1').read('/root/count')).toBe('x\n');
});

test('Asking again while it runs attaches to it', async () => {
	const {lab} = labShell();
	const job = {id: 'j', script: 'echo x >> /root/count; sleep 5; cat /root/count', timeout: 60};
	const answers = await Promise.all([1, 2].map(() => lab.transport.run(host, job, never, () => undefined)));

	expect(answers[0]).toEqual(answers[1]);
	expect(lab.filesOf('m1').read('/root/count')).toBe('x\n');
});

test('A job stops at the first command that fails', async () => {
	const {transport} = labShell().lab;
	const done = await transport.run(
		host,
		{id: 'j', script: 'echo a\nfalse\necho b', timeout: 60},
		never,
		() => undefined,
	);

	expect(done).toMatchObject({exit: 1, stdout: 'a\n'});
});

test('A job that waits longer than it may ends with 124', async () => {
	const {transport} = labShell().lab;
	const done = await transport.run(
		host,
		{id: 'j', script: 'sleep 100; echo late', timeout: 10},
		never,
		() => undefined,
	);

	expect(done.exit).toBe(124);
	expect(done.stdout).toBe('');
});

test('An aborted job ends, and what it had done stays', async () => {
	const {lab} = labShell();
	const stop = new AbortController();
	const running = lab.transport.run(
		host,
		{id: 'j', script: 'touch /root/a; sleep 30; touch /root/b', timeout: 60},
		stop.signal,
		() => undefined,
	);
	await lab.clock.sleep(1);
	stop.abort();
	expect((await running).exit).toBe(124);
	expect(lab.filesOf('m1').exists('/root/b')).toBe(false);
});

test('A host without power is unreachable in the words of ssh', async () => {
	const {lab} = labShell();
	lab.powerOff('m1');

	await expect(lab.transport.ask(host, ['true'], never)).rejects.toThrow(
		'ssh: connect to host 10.77.0.11 port 22: Connection timed out',
	);
	await expect(lab.transport.ask(host, ['true'], never)).rejects.toBeInstanceOf(HostUnreachable);
	lab.powerOn('m1');
	expect((await lab.transport.ask(host, ['true'], never))[0]!.exit).toBe(0);
});

test('A job that was cut off by a power failure is not run again under its id', async () => {
	const {lab} = labShell();
	const job = {id: 'j', script: 'echo x >> /root/count; poweroff; echo never', timeout: 60};
	await expect(lab.transport.run(host, job, never, () => undefined)).rejects.toBeInstanceOf(HostUnreachable);
	lab.powerOn('m1');
	const again = await lab.transport.run(host, job, never, () => undefined);

	expect(again).toMatchObject({exit: 137, stderr: 'The host went down while this was running.\n'});
	expect(lab.filesOf('m1').read('/root/count')).toBe('x\n');
});

test('A host of another plan is said to be missing', async () => {
	const {transport} = labShell().lab;
	await expect(transport.ask({...host, name: 'zz'}, ['true'], never)).rejects.toThrow('The lab has no host zz');
	await transport.close();
});
