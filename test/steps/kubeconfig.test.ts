import {expect, it} from 'vitest';
import {forgetKubeconfig, kubeconfigTask, listKubeconfigs} from '../../steps/kubeconfig.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const task = kubeconfigTask('kubeconfig', 'first-control-plane');
const asOps = {...labPlan, ssh: {...labPlan.ssh, user: 'ops'}};
const homes = (script: string): readonly string[] =>
	[...script.matchAll(/getent passwd (\S+)/g)].map(match => match[1]!);

it('serves root, and the account that signs in when that is another', () => {
	expect(homes(task.run(givenFor(labPlan, 'm1')))).toEqual(['root']);
	expect(homes(task.run(givenFor(asOps, 'm1')))).toEqual(['root', 'ops']);
});

it('knows the account of a host that has its own', () => {
	const hosts = labPlan.hosts.map(host => (host.name === 'm1' ? {...host, ssh: {user: 'admin'}} : host));
	expect(homes(task.check.ask(givenFor({...labPlan, hosts}, 'm1')))).toEqual(['root', 'admin']);
});

it('keeps the kubeconfig that was there before, and brings it back', () => {
	expect(task.run(givenFor(labPlan, 'm1'))).toContain('mv "$home/.kube/config" "$home/.kube/config.before-kubewalk"');
	expect(forgetKubeconfig(givenFor(labPlan, 'm1'))).toContain(
		'mv "$home/.kube/config.before-kubewalk" "$home/.kube/config"',
	);
});

it('takes only a kubeconfig of this cluster for its own', () => {
	for (const script of [forgetKubeconfig, listKubeconfigs]) {
		expect(script(givenFor(labPlan, 'm1'))).toContain(
			`grep -qF 'server: https://10.77.0.100:9443' "$home/.kube/config" 2>/dev/null`,
		);
	}
});
