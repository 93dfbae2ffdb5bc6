// Every finding and every question, in the order of the installation's stages.
import type {Finding, Question} from '../../source/engine/declare.ts';
import {addOnFindings} from './add-ons.ts';
import {authorityFindings} from './authorities.ts';
import {balancerFindings} from './balancer.ts';
import {calicoFindings} from './calico.ts';
import {certificateFindings} from './certificates.ts';
import {containerFindings} from './containers.ts';
import {controlPlaneFindings} from './control-plane.ts';
import {coreDnsConfigFindings} from './coredns-config.ts';
import {coreDnsStartFindings} from './coredns-start.ts';
import {dnsLookupFindings} from './dns-lookups.ts';
import {dnsServiceFindings} from './dns-service.ts';
import {etcdMemberFindings} from './etcd-members.ts';
import {etcdFindings} from './etcd.ts';
import {flannelFindings} from './flannel.ts';
import {haproxyServersFindings} from './haproxy-servers.ts';
import {haproxyStartFindings} from './haproxy-start.ts';
import {hostGuardsFindings} from './host-guards.ts';
import {hostKernelFindings} from './host-kernel.ts';
import {hostLimitsFindings} from './host-limits.ts';
import {hostNamesFindings} from './host-names.ts';
import {imageFindings} from './images.ts';
import {preflightFindings} from './initialise.ts';
import {joiningNodeFindings} from './joining-nodes.ts';
import {joiningFindings} from './joining.ts';
import {keepalivedFindings} from './keepalived.ts';
import {keyPairFindings} from './key-pairs.ts';
import {kubeProxyFindings} from './kube-proxy.ts';
import {kubeVipFindings} from './kube-vip.ts';
import {configurationFindings} from './kubeadm-configuration.ts';
import {kubeconfigFindings} from './kubeconfigs.ts';
import {kubeletFindings} from './kubelet.ts';
import {networkFindings} from './network.ts';
import {nodeRoomFindings} from './node-room.ts';
import {packageFindings} from './packages.ts';
import {podImageFindings} from './pod-images.ts';
import {podNetworkFindings} from './pod-networks.ts';
import {balancerQuestions} from './questions-balancer.ts';
import {certificateQuestions} from './questions-certificates.ts';
import {clusterQuestions} from './questions-cluster.ts';
import {dnsQuestions} from './questions-dns.ts';
import {etcdQuestions} from './questions-etcd.ts';
import {hostQuestions} from './questions-host.ts';
import {joiningQuestions} from './questions-joining.ts';
import {keyPairQuestions} from './questions-key-pairs.ts';
import {kubeletQuestions} from './questions-kubelet.ts';
import {networkQuestions} from './questions-network.ts';
import {packageQuestions} from './questions-packages.ts';
import {runtimeQuestions} from './questions-runtime.ts';
import {rolloutFindings} from './rollouts.ts';
import {runtimeCgroupsFindings} from './runtime-cgroups.ts';
import {runtimeDockerFindings} from './runtime-docker.ts';
import {runtimeImagesFindings} from './runtime-images.ts';
import {runtimeServiceFindings} from './runtime-service.ts';
import {schedulingFindings} from './scheduling.ts';
import {serviceEndpointFindings} from './service-endpoints.ts';
import {sharedAddressFindings} from './shared-address.ts';
import {swapFindings} from './swap.ts';
import {volumeFindings} from './volumes.ts';
import {vrrpFindings} from './vrrp.ts';

export const questions: readonly Question[] = [
	...hostQuestions,
	...runtimeQuestions,
	...balancerQuestions,
	...packageQuestions,
	...kubeletQuestions,
	...joiningQuestions,
	...clusterQuestions,
	...etcdQuestions,
	...certificateQuestions,
	...keyPairQuestions,
	...dnsQuestions,
	...networkQuestions,
];

export const findings: readonly Finding[] = [
	...vrrpFindings,
	...keepalivedFindings,
	...sharedAddressFindings,
	...haproxyStartFindings,
	...haproxyServersFindings,
	...balancerFindings,
	...kubeVipFindings,
	...swapFindings,
	...hostKernelFindings,
	...hostNamesFindings,
	...hostLimitsFindings,
	...hostGuardsFindings,
	...runtimeCgroupsFindings,
	...runtimeServiceFindings,
	...runtimeDockerFindings,
	...runtimeImagesFindings,
	...packageFindings,
	...imageFindings,
	...preflightFindings,
	...configurationFindings,
	...kubeletFindings,
	...controlPlaneFindings,
	...joiningFindings,
	...joiningNodeFindings,
	...etcdFindings,
	...etcdMemberFindings,
	...certificateFindings,
	...keyPairFindings,
	...authorityFindings,
	...kubeconfigFindings,
	...networkFindings,
	...flannelFindings,
	...calicoFindings,
	...podNetworkFindings,
	...coreDnsStartFindings,
	...coreDnsConfigFindings,
	...dnsLookupFindings,
	...dnsServiceFindings,
	...kubeProxyFindings,
	...serviceEndpointFindings,
	...addOnFindings,
	...volumeFindings,
	...podImageFindings,
	...schedulingFindings,
	...containerFindings,
	...rolloutFindings,
	...nodeRoomFindings,
];
