// What stands between the kubelet and the containers: containerd; Docker through the shim inside the kubelet, which ended
// with 1.23; or Docker through cri-dockerd. Where each is found, and what lists and pulls there.
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import type {Plan} from './plan.ts';
import {versionOf} from './versions.ts';

export type RuntimeKind = 'containerd' | 'dockershim' | 'cri-dockerd';

type Runtime = {
	/** The socket's path. */
	readonly socket: string;
	/** Prints the images that are there, one reference a line. */
	readonly images: Fragment;
	/** Pulls the image whose reference follows. */
	readonly pull: Fragment;
	/** Gives the image of the first reference that follows the second one as well. */
	readonly tag: Fragment;
	/** Prints an id for every pod, also for one that has stopped. */
	readonly pods: Fragment;
	/** What a person types to see the containers. */
	readonly look: string;
};

const overCri = (socket: string, tag: Fragment): Runtime => ({
	socket,
	images: fragment(sh`crictl images | awk 'NR > 1 {print $1 ":" $2}'`),
	pull: fragment('crictl pull'),
	tag,
	pods: fragment('crictl pods -q'),
	look: 'crictl ps -a',
});

const runtimes: Readonly<Record<RuntimeKind, Runtime>> = {
	containerd: overCri('/run/containerd/containerd.sock', fragment('ctr -n k8s.io images tag --force')),
	'cri-dockerd': overCri('/var/run/cri-dockerd.sock', fragment('docker tag')),
	// The shim is inside the kubelet: before the kubelet runs nothing answers crictl.
	dockershim: {
		socket: '/var/run/dockershim.sock',
		images: fragment(sh`docker images --format '{{.Repository}}:{{.Tag}}'`),
		pull: fragment('docker pull'),
		tag: fragment('docker tag'),
		pods: fragment('docker ps -aq --filter name=k8s_POD_'),
		look: 'docker ps -a',
	},
};

export const runtimeKindOf = ({runtime, kubernetes}: Plan): RuntimeKind => {
	if (runtime === 'containerd') return 'containerd';
	return versionOf(kubernetes.version).docker;
};

export const runtimeOf = (plan: Plan): Runtime => runtimes[runtimeKindOf(plan)];

/** Always said: with two runtimes on a host kubeadm refuses to choose, and 1.20 would ask for docker. */
export const criSocketOf = (plan: Plan): string => {
	const {socket} = runtimeOf(plan);
	return versionOf(plan.kubernetes.version).criSocket === 'path' ? socket : `unix://${socket}`;
};
