// Owned by the cluster: containerd, kubelet, static pods, etcd, the API server, controllers, pod network, CoreDNS.
import type {Cause} from '../cause.ts';
import {containersEnd} from './containers.ts';
import {controllers} from './controllers.ts';
import {scrapeNodes} from '../cluster/metrics-server.ts';
import {etcdMembers} from './etcd.ts';
import {kubeVips} from './kube-vip.ts';
import {kubelets} from './kubelet.ts';
import {proxyRules} from './proxy-rules.ts';

export const clusterCauses: readonly Cause[] = [
	containersEnd,
	kubelets,
	etcdMembers,
	kubeVips,
	controllers,
	proxyRules,
	scrapeNodes,
];
