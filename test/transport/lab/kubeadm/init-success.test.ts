import {expect, test} from 'vitest';
import {endpoint, initLine, must, prepared} from '../../../helpers/machines.ts';

test('Both join lines carry the token, the hash of the authority and the key', async () => {
	const stdout = await must(prepared(1, 0), 'm1', initLine);

	expect(stdout).toMatch(
		new RegExp(
			`kubeadm join ${endpoint} --token [a-z0-9]{6}\\.[a-z0-9]{16} \\\\\\n\\t--discovery-token-ca-cert-hash sha256:[\\da-f]{64} \\\\\\n\\t--control-plane --certificate-key [\\da-f]{64}\\n`,
		),
	);
	expect(stdout).toMatch(
		/worker nodes by running the following on each as root:\n\nkubeadm join \S+ --token \S+ \\\n\t--discovery-token-ca-cert-hash sha256:[\da-f]{64}\n$/,
	);
});

test('Without an endpoint there is no line for control planes, and without uploaded certificates no key', async () => {
	expect(await must(prepared(1, 0), 'm1', 'kubeadm init')).not.toContain('--control-plane');
	expect(await must(prepared(1, 0), 'm1', `kubeadm init --control-plane-endpoint ${endpoint}`)).toMatch(
		/by copying certificate authorities\n[\s\S]*--control-plane\n/,
	);
});

test('Secrets can be left out of what is printed', async () => {
	const stdout = await must(prepared(1, 0), 'm1', `${initLine} --skip-token-print --skip-certificate-key-print`);

	expect(stdout).toContain('--token <value withheld>');
	expect(stdout).toContain('--certificate-key <value withheld>');
});
