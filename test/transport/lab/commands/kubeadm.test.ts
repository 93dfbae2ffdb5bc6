import {expect, test} from 'vitest';
import {must, oldest, prepared} from '../../../helpers/machines.ts';

test('The version is printed in every form', async () => {
	const [now, old] = [prepared(1, 0), prepared(1, 0, oldest)];

	expect(await must(now, 'm1', 'kubeadm version -o short')).toBe('v1.36.4\n');
	expect(JSON.parse(await must(now, 'm1', 'kubeadm version -o json'))).toMatchObject({
		clientVersion: {gitVersion: 'v1.36.4', minor: '36'},
	});
	expect(await must(old, 'm1', 'kubeadm version')).toContain(
		'kubeadm version: &version.Info{Major:"1", Minor:"20", GitVersion:"v1.20.2", GitCommit:"faecb196815e248d3ecfb03c680a4507229c2a56", GitTreeState:"clean", BuildDate:"2021-01-13T13:28:09Z"',
	);
});

test('Help lists the subcommands, and unknown ones end with 1', async () => {
	const machines = prepared(1, 0);

	expect(await must(machines, 'm1', 'kubeadm')).toContain('Available Commands:');
	expect(await machines.run('m1', 'kubeadm instal')).toEqual({
		stdout: '',
		stderr: 'error: unknown command "instal" for "kubeadm"\nTo see the stack trace of this error execute with --v=5 or higher\n',
		exit: 1,
	});
	expect(await must(machines, 'm1', 'kubeadm completion bash')).toContain('bash completion for kubeadm');
	expect(await must(machines, 'm1', 'kubeadm alpha certs certificate-key')).toMatch(/^[\da-f]{64}\n$/);
});
