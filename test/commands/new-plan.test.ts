import {expect, test} from 'vitest';
import {newPlanText, type PlanRequest} from '../../source/commands/new-plan.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {planFrom} from '../helpers/written-plans.ts';

const request: PlanRequest = {
	hosts: [
		{name: 'm1', address: 'fd00::11', role: 'control-plane'},
		{name: 'w1', address: 'fd00::21', role: 'worker'},
	],
	endpoint: {kind: 'single'},
	network: 'none',
	podSubnet: 'fd00:1::/56',
	serviceSubnet: 'fd00:2::/112',
};

test('The least request becomes a plan that reads again, with a comment on each part', () => {
	const text = newPlanText(
		{endpoint: {kind: 'single'}, hosts: [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}]},
		textsOf('en'),
	);
	expect(text).toContain('# The cluster’s name.\nname: demo\n');
	expect(text).toContain('hosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n');
	expect(text).not.toContain('mirrors');
	expect(planFrom(text)).toMatchObject({name: 'demo', kubernetes: {version: '1.36'}, ssh: {user: 'root'}});
});

test('Everything that was asked for stands in the plan', () => {
	const plan = planFrom(
		newPlanText(
			{
				name: 'prod',
				version: '1.20',
				hosts: ['m1', 'm2', 'm3'].map((name, index) => ({
					name,
					address: `10.0.0.${index + 1}`,
					role: 'control-plane',
				})),
				endpoint: {kind: 'keepalived-haproxy', address: '10.0.0.100', port: 8443},
				network: {script: 'net.sh'},
				podSubnet: '10.50.0.0/16',
				proxyMode: 'iptables',
				runtime: 'docker',
				firewall: 'off',
				aptSource: 'deb [trusted=yes] http://mirror.example:8080 ./',
				imagePrefix: 'registry.example/google_containers',
				imageInsecure: true,
				dockerHub: 'https://hub.example',
				ssh: {user: 'ops', port: 2222, identity: '~/.ssh/key', jump: 'bastion'},
			},
			textsOf('en'),
		),
		{'net.sh': 'true'},
	);
	expect(plan).toMatchObject({
		name: 'prod',
		kubernetes: {version: '1.20', podSubnet: '10.50.0.0/16', network: {kind: 'script', source: 'net.sh'}},
		endpoint: {kind: 'keepalived-haproxy', address: '10.0.0.100', port: 8443},
		runtime: 'docker',
		firewall: 'off',
		mirrors: {
			packages: {apt: 'deb [trusted=yes] http://mirror.example:8080 ./'},
			images: {prefix: 'registry.example/google_containers', insecure: true},
			dockerHub: 'https://hub.example',
		},
		ssh: {user: 'ops', port: 2222, identity: '~/.ssh/key', jump: 'bastion'},
	});
});

test('A release keeps its quotes, so that 1.20 is not read as 1.2', () => {
	expect(newPlanText({...request, version: '1.20'}, textsOf('en'))).toContain('version: "1.20"\n');
});

test('IPv6 addresses survive being written in braces', () => {
	expect(planFrom(newPlanText(request, textsOf('en'))).hosts.map(({address}) => address)).toEqual([
		'fd00::11',
		'fd00::21',
	]);
});

test('Comments speak the language of the person, and the plan stays the same', () => {
	const text = newPlanText(request, textsOf('zh'));
	expect(text).toContain('# 集群的名字。');
	expect(planFrom(text)).toEqual(planFrom(newPlanText(request, textsOf('en'))));
});
