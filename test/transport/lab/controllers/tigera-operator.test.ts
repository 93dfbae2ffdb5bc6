import {expect, test} from 'vitest';
import {calicoInstallation, calicoSources} from '../../../../steps/calico.ts';
import {get, list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {calicoPage} from '../../../../source/transport/lab/calico-manifests.ts';
import {readYaml} from '../../../../source/transport/lab/yaml.ts';
import type {KubeObject} from '../../../../source/transport/lab/world.ts';
import {cluster} from '../../../helpers/machines.ts';
import {givenFor, labPlan} from '../../../helpers/plans.ts';

/** The operator runs, and has been given an Installation for this pod subnet. */
const withCalico = async (podSubnet: string) => {
	const machines = await cluster(1, 1);
	const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, podSubnet}};
	const texts = [...calicoSources(plan).map(url => calicoPage(url)!), calicoInstallation(givenFor(plan, 'm1'))];
	for (const object of texts.flatMap(text => readYaml(text))) put(machines.world, object as KubeObject);
	machines.wait(60);
	return machines;
};

const conditions = (machines: Awaited<ReturnType<typeof withCalico>>): string =>
	JSON.stringify(get(machines.world, 'TigeraStatus', 'calico')?.status);

test('The operator makes Calico of an Installation, and the nodes become ready', async () => {
	const machines = await withCalico('10.244.0.0/16');

	expect(conditions(machines)).toContain('"type":"Available","status":"True"');
	expect(list(machines.world, 'Pod', 'calico-system').map(({status}) => status?.['phase'])).toEqual(
		Array.from({length: 4}, () => 'Running'),
	);
	expect(JSON.stringify(list(machines.world, 'Node').map(({status}) => status?.['conditions']))).not.toContain(
		'NetworkPluginNotReady',
	);
	expect(machines.filesOf('w1').read('/var/lib/calico/nodename')).toBe('w1');
	expect(machines.machine('w1').links?.map(({name}) => name)).toContain('vxlan.calico');
});

test('A pool outside of the cluster’s pod subnet is refused in the operator’s words, and nothing is made', async () => {
	const machines = await withCalico('192.168.0.0/16');

	expect(conditions(machines)).toContain(
		"IPPool 192.168.0.0/16 is not within the platform's configured pod network CIDR(s) [10.244.0.0/16]",
	);
	expect(list(machines.world, 'Pod', 'calico-system')).toEqual([]);
});

test('Without its Installation Calico goes', async () => {
	const machines = await withCalico('10.244.0.0/16');
	machines.world.cluster!.objects = machines.world.cluster!.objects.filter(({kind}) => kind !== 'Installation');
	machines.wait(5);

	expect(list(machines.world, 'Pod', 'calico-system')).toEqual([]);
	expect(get(machines.world, 'TigeraStatus', 'calico')).toBeUndefined();
});
