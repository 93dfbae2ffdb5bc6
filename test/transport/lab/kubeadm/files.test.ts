import {expect, test} from 'vitest';
import {endpointOf, localServer} from '../../../../source/transport/lab/kubeadm/files.ts';
import {readKubeConfig} from '../../../../source/transport/lab/cluster/kubeconfig.ts';
import {readYaml} from '../../../../source/transport/lab/yaml.ts';
import {cluster, oldest} from '../../../helpers/machines.ts';

test('Who talks to the shared endpoint, and who to the API server at home', async () => {
	const {filesOf} = await cluster(1, 0);
	const server = (name: string): string | undefined =>
		readKubeConfig(filesOf('m1').read(`/etc/kubernetes/${name}.conf`))?.server;

	expect([server('admin'), server('super-admin')]).toEqual(['https://10.77.0.100:9443', 'https://10.77.0.100:9443']);
	expect([server('kubelet'), server('controller-manager'), server('scheduler')]).toEqual(
		Array.from({length: 3}, () => 'https://10.77.0.11:6443'),
	);
	expect(endpointOf({address: 'a', port: 1} as never)).toBe('a:1');
	expect(localServer({address: 'a', port: 1} as never)).toBe('https://a:1');
});

test('1.20 has no super-admin, and its kubelet goes through the endpoint', async () => {
	const {filesOf} = await cluster(1, 0, oldest);

	expect(filesOf('m1').exists('/etc/kubernetes/super-admin.conf')).toBe(false);
	expect(readKubeConfig(filesOf('m1').read('/etc/kubernetes/kubelet.conf'))?.server).toBe('https://10.77.0.100:9443');
});

test('Manifests are readable by root only and carry the cluster’s images', async () => {
	const {filesOf} = await cluster(1, 0);
	const path = '/etc/kubernetes/manifests/etcd.yaml';
	const [pod] = readYaml(filesOf('m1').read(path)!) as {spec: {containers: {image: string}[]}}[];

	expect(filesOf('m1').mode(path)! & 0o777).toBe(0o600);
	expect(pod!.spec.containers[0]!.image).toBe('registry.k8s.io/etcd:3.6.8-0');
});
