import {expect, test} from 'vitest';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster, newest, oldest} from '../../../helpers/machines.ts';

test('CoreDNS gets the tenth address, two replicas and the Corefile of its release', async () => {
	const [now, old] = [await cluster(1, 0), await cluster(1, 0, oldest)];
	const corefile = ({world}: typeof now): string =>
		get(world, 'ConfigMap', 'coredns', 'kube-system')!.data!['Corefile']!;

	expect(get(now.world, 'Service', 'kube-dns', 'kube-system')?.spec).toMatchObject({clusterIP: '10.96.0.10'});
	expect(get(now.world, 'Deployment', 'coredns', 'kube-system')?.spec).toMatchObject({replicas: 2});
	expect(corefile(now)).toContain('disable success cluster.local');
	expect(corefile(old)).not.toContain('disable success');
});

const mode = async (kubernetes: string): Promise<string> => {
	const {world} = await cluster(1, 0, {...newest, kubernetes});
	return /^mode: .*$/m.exec(get(world, 'ConfigMap', 'kube-proxy', 'kube-system')!.data!['config.conf']!)![0];
};

test('kube-proxy’s mode is left empty until 1.37', async () => {
	expect(await mode('1.36.4-1.1')).toBe('mode: ""');
	expect(await mode('1.37.1-1.1')).toBe('mode: iptables');
});
