// metrics-server: every 15 seconds it asks every kubelet, and trusts those that the cluster's authority has signed. It is ready
// once it has the figures of any node.
import type {FilesOf} from '../files.ts';
import {reach} from '../reach.ts';
import type {Container, KubeObject, Machine, World} from '../world.ts';
import {stamp, type Program} from './inside.ts';
import {get, list} from './objects.ts';
import {isReady, specOf} from './pod.ts';
import {readPair} from './pki.ts';
import {servingCertificate, whyNotTrusted} from './serving-certificate.ts';

const resolution = 15_000;

const isMetricsServer = ({image, state}: Container): boolean => state === 'running' && /\/metrics-server:/.test(image);

type Address = {readonly type: string; readonly address: string};

const addressOf = (node: KubeObject): string =>
	((node.status?.['addresses'] as readonly Address[] | undefined) ?? []).find(({type}) => type === 'InternalIP')
		?.address ?? '';

const authority = (world: World, filesOf: FilesOf): string | undefined =>
	Object.values(world.machines)
		.filter(({etcd}) => etcd !== undefined)
		.map(({name}) => readPair(filesOf(name), 'ca')?.certificate)
		.find(certificate => certificate !== undefined);

const dialled = {
	refused: 'connect: connection refused',
	timeout: 'i/o timeout',
	unreachable: 'connect: no route to host',
} as const;

/** Why the node has no figures, in Go's words; undefined: it has. */
const whyNot = (
	world: World,
	filesOf: FilesOf,
	machine: Machine,
	container: Container,
	pod: KubeObject,
	node: KubeObject,
): string | undefined => {
	const address = addressOf(node);
	const target = reach(world, filesOf, machine, address, 10_250, {pod});
	if (target.outcome === 'refused' || target.outcome === 'timeout' || target.outcome === 'unreachable')
		return `dial tcp ${address}:10250: ${dialled[target.outcome]}`;
	if (target.outcome !== 'open' || target.listener.program !== 'kubelet') return 'EOF';
	const shown = servingCertificate(target.machine, filesOf(target.machine.name));
	if (shown === undefined) return 'remote error: tls: internal error';
	if (container.command?.includes('--kubelet-insecure-tls') === true) return undefined;
	const why = whyNotTrusted(shown, authority(world, filesOf) ?? '', address);
	// Go names the step since 1.20.
	const old = /:v0\.[3-6]\./.test(container.image);
	return why === undefined ? undefined : `${old ? '' : 'tls: failed to verify certificate: '}${why}`;
};

const scrape = (world: World, filesOf: FilesOf, machine: Machine, container: Container, pod: KubeObject): void => {
	const say = (text: string): void => void container.log.push({at: world.now, text});
	const nodes = list(world, 'Node').filter(node => {
		const why = whyNot(world, filesOf, machine, container, pod, node);
		if (why !== undefined) {
			const err = JSON.stringify(`Get "https://${addressOf(node)}:10250/metrics/resource": ${why}`);
			say(stamp(world, 'E', 'scraper.go:149', `"Failed to scrape node" err=${err} node="${node.metadata.name}"`));
		}
		return why === undefined;
	});
	container.scraped = {at: world.now, nodes: nodes.map(({metadata}) => metadata.name)};
	if (nodes.length === 0)
		say(
			stamp(world, 'I', 'server.go:191', '"Failed probe" probe="metric-storage-ready" err="no metrics to serve"'),
		);
	// A log is rotated before it fills the disk.
	if (container.log.length > 200) container.log.splice(0, 100);
};

/** Asks where it is time; true when something was heard. */
export const scrapeNodes = (world: World, filesOf: FilesOf): boolean => {
	let changed = false;
	for (const machine of Object.values(world.machines)) {
		if (machine.power === 'off') continue;
		for (const container of machine.containers) {
			if (!isMetricsServer(container) || world.now - (container.scraped?.at ?? 0) < resolution) continue;
			const pod = get(world, 'Pod', container.pod, container.namespace);
			if (pod === undefined) continue;
			scrape(world, filesOf, machine, container, pod);
			changed = true;
		}
	}
	return changed;
};

export const metricsServer: Program = {
	life: ({world, say}) => {
		say(stamp(world, 'I', 'serving.go:374', 'Generated self-signed cert (/tmp/apiserver.crt, /tmp/apiserver.key)'));
		say(stamp(world, 'I', 'secure_serving.go:213', 'Serving securely on [::]:10250'));
		return 'stays';
	},
	readyAfter: 15_000,
	ready: ({container}) => (container.scraped?.nodes.length ?? 0) > 0,
};

/** What the API server has behind metrics.k8s.io: nothing that is registered, nobody who answers, or the nodes with figures. */
export const metricsApi = (world: World): 'missing' | 'unavailable' | readonly string[] => {
	const service = get(world, 'APIService', 'v1beta1.metrics.k8s.io')?.spec?.['service'] as
		| {readonly name: string; readonly namespace: string}
		| undefined;
	if (service === undefined) return 'missing';
	const selector = get(world, 'Service', service.name, service.namespace)?.spec?.['selector'] as
		| Readonly<Record<string, string>>
		| undefined;
	const pod = list(world, 'Pod', service.namespace).find(
		one =>
			isReady(one) &&
			Object.entries(selector ?? {none: 'of them'}).every(([key, value]) => one.metadata.labels?.[key] === value),
	);
	const container = Object.values(world.machines)
		.filter(({kubelet}) => kubelet !== undefined && kubelet.node === (pod && specOf(pod).nodeName))
		.flatMap(({containers}) => containers)
		.find(one => one.podUid === pod?.metadata.uid && isMetricsServer(one));
	return container?.scraped?.nodes ?? 'unavailable';
};
