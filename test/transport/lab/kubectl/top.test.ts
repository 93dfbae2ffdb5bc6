import {expect, test} from 'vitest';
import {get, list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster, write} from '../../../helpers/lab-hosts.ts';

const registered = write(
	'/tmp/api.yaml',
	`apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io}
spec: {service: {name: kube-dns, namespace: kube-system}}
`,
);

test('Without the API, without who answers, and without a node to tell of, kubectl says which of them', async () => {
	const hosts = await cluster();
	const top = async (what: string): Promise<string> => {
		const {stdout, stderr} = await hosts.run('m1', `kubectl top ${what}`);
		return stdout + stderr;
	};
	expect(await top('nodes')).toBe('error: Metrics API not available\n');
	expect(await top('things')).toBe('error: unknown command "things" for "kubectl top"\n');

	await hosts.must('m1', `${registered}kubectl apply -f /tmp/api.yaml`);
	expect(await top('pods')).toBe(
		'Error from server (ServiceUnavailable): the server is currently unable to handle the request (get pods.metrics.k8s.io)\n',
	);

	// A pod of the Service that has heard of one node only.
	const {world} = hosts.lab;
	const pod = list(world, 'Pod', 'kube-system').find(({metadata}) => metadata.name.startsWith('kube-proxy'))!;
	const service = get(world, 'Service', 'kube-dns', 'kube-system')!;
	put(world, {...service, spec: {...service.spec, selector: {'k8s-app': 'kube-proxy'}}});
	for (const {containers} of Object.values(world.machines))
		for (const container of containers.filter(({podUid}) => podUid === pod.metadata.uid))
			Object.assign(container, {
				image: 'registry.k8s.io/metrics-server/metrics-server:v0.9.0',
				scraped: {at: world.now + 1e9, nodes: ['w1']},
			});

	expect(await top('nodes')).toMatch(
		/^NAME +CPU\(cores\) +CPU\(%\) .*\nm1 +(<unknown> *){4}\nw1 +\d+m +\d+% +\d+Mi +\d+%\n$/,
	);
	expect(await top('pods -n kube-system --no-headers')).toMatch(/^kube-proxy-\w+ +6m +34Mi$/m);
});
