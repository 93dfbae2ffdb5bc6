import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {
	caCertHashIn,
	certificateKeyIn,
	controlPlaneJoinIn,
	joinTokenIn,
	workerJoinIn,
} from '../../steps/init-output.ts';

const fixture = (name: string): string => readFileSync(`test/fixtures/${name}.txt`, 'utf8');
const init = fixture('kubeadm-init-1.20');

const token = 'obs6hc.n7p8oza27waqgfk3';
const hash = 'sha256:ff6c0bf1df365f2d3b0787f47fe48bb4f79c131612e448c41b97aafe466b9efe';
const key = '1970e7a921adf5c9082f34c193568528d6412d9b40aa4a33bd2a919b33d44c30';
const join = `kubeadm join 10.77.0.100:9443 --token ${token} --discovery-token-ca-cert-hash ${hash}`;

it('reads all five values from what kubeadm init printed', () => {
	expect(joinTokenIn(init)).toBe(token);
	expect(caCertHashIn(init)).toBe(hash);
	expect(certificateKeyIn(init)).toBe(key);
	expect(controlPlaneJoinIn(init)).toBe(`${join} --control-plane --certificate-key ${key}`);
	expect(workerJoinIn(init)).toBe(join);
});

it('reads the new key after the certificates were uploaded again', () => {
	expect(certificateKeyIn(fixture('kubeadm-upload-certs-1.20'))).toBe(
		'3a123a1bd620b5c9e6201f146b8cf3d53ba9ba94b96cd7aa4eb005cd07d8378f',
	);
});

it('reads the join command that kubeadm token create prints on one line', () => {
	const printed = fixture('kubeadm-print-join-1.20');
	expect(workerJoinIn(printed)).toBe(
		`kubeadm join 10.77.0.100:9443 --token sral3j.ni7yc4jrlz9xzf08 --discovery-token-ca-cert-hash ${hash}`,
	);
	expect(controlPlaneJoinIn(printed)).toBeUndefined();
});

it('reads the join command of a control plane whose certificates were not uploaded', () => {
	const without = init.replace(/ --certificate-key [\da-f]{64}/, '');
	expect(controlPlaneJoinIn(without)).toMatch(/ --control-plane$/);
});

it('finds no value in half of the output', () => {
	for (const parse of [joinTokenIn, caCertHashIn, certificateKeyIn, controlPlaneJoinIn, workerJoinIn]) {
		expect(parse('')).toBeUndefined();
	}
	const cut = init.slice(0, init.indexOf('--control-plane --certificate-key'));
	expect(controlPlaneJoinIn(cut)).toBeUndefined();
	expect(workerJoinIn(cut)).toBeUndefined();
	expect(certificateKeyIn(`Using certificate key:\n${key.slice(0, 40)}`)).toBeUndefined();
});
