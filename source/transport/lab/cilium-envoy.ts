// Cilium's way to a Gateway: what is sent to the Gateway's Service goes to the Envoy of the node where it came in.
import {owningGateway} from './controllers/cilium-gateway.ts';
import {list} from './cluster/objects.ts';
import {isReady, specOf} from './cluster/pod.ts';
import {replyOfGateway} from './envoy.ts';
import type {FilesOf} from './files.ts';
import type {Reply, Request} from './http.ts';
import {machineOfNode} from './pod-network.ts';
import type {KubeObject, Machine, World} from './world.ts';

export const leadsToCiliumEnvoy = ({metadata}: KubeObject): boolean => metadata.labels?.[owningGateway] !== undefined;

export const isCiliumEnvoy = (pod: KubeObject): boolean => pod.metadata.labels?.['k8s-app'] === 'cilium-envoy';

/** The node's own, while it runs. */
export const ciliumEnvoyOn = (world: World, machine: Machine): KubeObject | undefined =>
	list(world, 'Pod', 'kube-system').find(
		pod => isCiliumEnvoy(pod) && isReady(pod) && machineOfNode(world, specOf(pod).nodeName) === machine,
	);

/** `port`: the NodePort that it came in at, which tells the Gateway. */
export const ciliumEnvoyReply = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	pod: KubeObject,
	port: number,
	request: Request,
): Reply => {
	const service = list(world, 'Service').find(
		one =>
			leadsToCiliumEnvoy(one) &&
			((one.spec?.['ports'] as readonly {nodePort?: number}[] | undefined) ?? []).some(
				({nodePort}) => nodePort === port,
			),
	);
	const gateway = {name: service?.metadata.labels?.[owningGateway], namespace: service?.metadata.namespace};
	return replyOfGateway(world, filesOf, from, pod, gateway, request);
};
