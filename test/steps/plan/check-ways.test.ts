import {expect, test} from 'vitest';
import {checkWays} from '../../../steps/plan/check-ways.ts';
import {complaintsAbout, planFrom} from '../../helpers/written-plans.ts';

const planWith = (...hosts: readonly string[]): string =>
	[
		'endpoint: {kind: single}',
		'hosts:',
		'  - {name: m1, address: 10.77.0.11, role: control-plane}',
		...hosts.map(
			(rest, index) => `  - {name: w${index + 1}, address: 10.77.0.2${index + 1}, role: worker, ${rest}}`,
		),
	].join('\n');

test('A plan may mix ssh, containers, this machine and hosts by hand', () => {
	const ways = [
		'transport: ssh, ssh: {user: ops}',
		'transport: container',
		'transport: container, engine: podman, container: kind-worker_2.x',
		'transport: local',
		'transport: by-hand',
	];
	expect(planFrom(planWith(...ways)).hosts.map(({way}) => way)).toEqual([
		undefined,
		undefined,
		{kind: 'container', engine: 'docker', container: 'w2'},
		{kind: 'container', engine: 'podman', container: 'kind-worker_2.x'},
		{kind: 'local'},
		{kind: 'by-hand'},
	]);
});

test.each([
	[
		'transport: by-hand, ssh: {user: ops}',
		'w1 is reached by hand, so its ssh settings would do nothing; remove ssh, or write transport: ssh.',
	],
	[
		'transport: container, ssh: {port: 2222}',
		'w1 is reached by exec in a container, so its ssh settings would do nothing; remove ssh, or write transport: ssh.',
	],
	[
		'engine: podman',
		'engine goes with a container, and w1 is reached over ssh; write transport: container, or remove engine.',
	],
	[
		'transport: local, container: box',
		'container goes with a container, and w1 is reached as this machine; write transport: container, or remove container.',
	],
	[
		'transport: byhand',
		'hosts[1].transport must be ssh or container or local or by-hand, not "byhand"; write by-hand.',
	],
	['transport: container, engine: lxc', 'hosts[1].engine must be docker or podman, not "lxc"; write docker.'],
	[
		'transport: container, container: --privileged',
		'hosts[1].container must be the name of a container: letters, digits, dots, hyphens and underscores, not "--privileged"; write for example m1.',
	],
])('%s is refused at its line, with what to write', (host, sentence) => {
	const [complaint, ...others] = complaintsAbout(planWith(host));
	expect(complaint?.text.en).toBe(sentence);
	expect(complaint?.line).toBe(4);
	expect(others).toEqual([]);
});

test('Two hosts cannot both be this machine, nor the same container', () => {
	const hosts = [
		'transport: local',
		'transport: local',
		'transport: container, container: box',
		'transport: container, container: box',
		'transport: container, container: box, engine: podman',
	];
	expect(complaintsAbout(planWith(...hosts)).map(({line, text}) => [line, text.en])).toEqual([
		[5, 'w1 is this machine already, so w2 cannot be; write another transport for one of them.'],
		[7, 'w3 is the container box as well; write the name of w4’s own container.'],
	]);
});

test('Certificates are not copied into a container, which has no sshd', () => {
	const [complaint] = complaintsAbout(`endpoint: {kind: external, address: 10.77.0.100}
certificates: copy
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m2, address: 10.77.0.12, role: control-plane, transport: container}
  - {name: m3, address: 10.77.0.13, role: control-plane}
`);
	expect(complaint?.line).toBe(2);
	expect(complaint?.text.en).toContain('m2 is a container, which has no sshd; write certificates: upload.');
});

test('Every sentence is there in Chinese', () => {
	const hosts = [{name: 'm1', ssh: {}, engine: 'docker', transport: 'local'}, {transport: 'local'}] as const;
	expect(checkWays({hosts}).map(({text}) => text.zh)).toEqual([
		'm1 作为本机访问，ssh 设置不起作用；请删除 ssh，或写 transport: ssh。',
		'engine 只用于容器，而 m1 作为本机访问；请写 transport: container，或删除 engine。',
		'm1 已经是本机，hosts[1] 不能也是；请为其中一台改写 transport。',
	]);
});
