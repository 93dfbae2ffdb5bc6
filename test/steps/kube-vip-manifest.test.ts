import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {kubeVipImage, kubeVipManifest} from '../../steps/kube-vip-manifest.ts';
import {givenFor, kubeVipPlan} from '../helpers/plans.ts';
import {planFrom, threeHostsYaml} from '../helpers/written-plans.ts';

type Pod = {
	readonly spec: {
		readonly containers: readonly {
			readonly image: string;
			readonly args: readonly string[];
			readonly env: readonly {readonly name: string; readonly value?: string}[];
			readonly volumeMounts: readonly {readonly mountPath: string}[];
		}[];
		readonly volumes: readonly {readonly hostPath: {readonly path: string; readonly type: string}}[];
		readonly hostNetwork: boolean;
		readonly hostAliases: unknown;
	};
};

const podFor = (plan = kubeVipPlan): Pod =>
	parse(kubeVipManifest(givenFor(plan, 'm1'), '/etc/kubernetes/super-admin.conf')) as Pod;

test('kube-vip holds the plan’s address by a lease, and answers for it on the wire', () => {
	const [container] = podFor().spec.containers;
	const settings = Object.fromEntries(container!.env.map(({name, value}) => [name, value]));

	expect(settings).toMatchObject({
		vip_arp: 'true',
		vip_interface: '@nic@',
		vip_subnet: '32',
		cp_enable: 'true',
		vip_leaderelection: 'true',
		address: '10.77.0.100',
		port: '6443',
	});
	expect(Number(settings['vip_leaseduration'])).toBeGreaterThan(Number(settings['vip_renewdeadline']));
	expect(container!.args).toEqual(['manager']);
});

test('The image has a tag, and an IPv6 address is whole', () => {
	expect(kubeVipImage(kubeVipPlan)).toMatch(/^ghcr\.io\/.*:v\d+\.\d+\.\d+$/);
	const {spec} = podFor({...kubeVipPlan, endpoint: {kind: 'kube-vip', address: 'fd00::100', port: 6443}});
	expect(spec.containers[0]!.env.find(({name}) => name === 'vip_subnet')?.value).toBe('128');
});

const withMirrors = (mirrors: string) =>
	planFrom(`endpoint: {kind: kube-vip, address: 10.77.0.100}\nmirrors: ${mirrors}\n${threeHostsYaml}`);

test('The image comes through the plan’s mirror, or from its own registry, as those of the control plane do', () => {
	expect(podFor(withMirrors('ustc')).spec.containers[0]!.image).toMatch(
		/^ghcr\.m\.daocloud\.io\/kube-vip\/kube-vip:v/,
	);
	expect(podFor(withMirrors('{images: {prefix: reg.example/k8s}}')).spec.containers[0]!.image).toMatch(
		/^reg\.example\/k8s\/kube-vip:v/,
	);
});

test('Inside it is always admin.conf, and a file that is missing is not made a directory of', () => {
	const {spec} = podFor();
	expect(spec.containers[0]!.volumeMounts.map(({mountPath}) => mountPath)).toEqual(['/etc/kubernetes/admin.conf']);
	expect(spec.volumes.map(({hostPath}) => hostPath)).toEqual([
		{path: '/etc/kubernetes/super-admin.conf', type: 'File'},
	]);
	expect(spec.hostNetwork).toBe(true);
	expect(spec.hostAliases).toEqual([{ip: '127.0.0.1', hostnames: ['kubernetes']}]);
});
