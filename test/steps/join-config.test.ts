import {spawnSync} from 'node:child_process';
import {expect, it} from 'vitest';
import {parse} from 'yaml';
import {variable} from '../../source/engine/script.ts';
import {joinWithConfig} from '../../steps/join-config.ts';
import {joinValues} from '../helpers/harmless.ts';
import {evilName, evilPlan, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';

/** What kubeadm is called with, a line for each argument, and then what it reads. */
const told = (script: string, env: Readonly<Record<string, string>> = {}) => {
	const {stdout} = spawnSync('bash', ['-euo', 'pipefail'], {
		input: `kubeadm() { printf '%s\\n' "$@" --; cat "\${@: -1}"; }\n${script}\n`,
		encoding: 'utf8',
		env: {...process.env, ...env},
	});
	const [args = '', document = ''] = stdout.split('\n--\n');
	return {args, document: parse(document) as unknown};
};

it('hands the token, the hash and the key to kubeadm on stdin, and none of them as an argument', () => {
	const {args, document} = told(joinWithConfig(givenFor(labPlan, 'm2', joinValues), 'control-plane').bash);

	expect(args).toBe('join\n--config\n/dev/stdin');
	expect(document).toEqual({
		apiVersion: 'kubeadm.k8s.io/v1beta4',
		kind: 'JoinConfiguration',
		controlPlane: {certificateKey: 'b'.repeat(64), localAPIEndpoint: {advertiseAddress: '10.77.0.12'}},
		discovery: {
			bootstrapToken: {
				apiServerEndpoint: '10.77.0.100:9443',
				caCertHashes: [`sha256:${'a'.repeat(64)}`],
				token: 'abcdef.0123456789abcdef',
			},
		},
		nodeRegistration: {
			criSocket: 'unix:///run/containerd/containerd.sock',
			kubeletExtraArgs: [{name: 'node-ip', value: '10.77.0.12'}],
			name: 'm2',
		},
	});
});

it('says of a worker nothing about a control plane, and speaks the config API of the release', () => {
	const {document} = told(joinWithConfig(givenFor(mirroredPlan, 'w1', joinValues), 'worker').bash);

	expect(document).toMatchObject({
		apiVersion: 'kubeadm.k8s.io/v1beta2',
		nodeRegistration: {kubeletExtraArgs: {'node-ip': '10.77.0.21'}, name: 'w1'},
	});
	expect(document).not.toHaveProperty('controlPlane');
});

it('takes its values from shell variables as well, as the exported scripts have them', () => {
	const given = {...givenFor(labPlan, 'w1'), captured: (name: string) => variable(name.replaceAll('-', '_'))};
	const {document} = told(joinWithConfig(given, 'worker').bash, {join_token: 'a.b', ca_cert_hash: '123e45'});

	expect(document).toMatchObject({discovery: {bootstrapToken: {token: 'a.b', caCertHashes: ['123e45']}}});
});

it('leaves a careless name a name', () => {
	const {document} = told(joinWithConfig(givenFor(evilPlan, evilName, joinValues), 'worker').bash);

	expect(document).toMatchObject({nodeRegistration: {name: evilName}});
});
