// Every finding and every question, in the order of the installation's stages.
import type {Finding, Question} from '../../source/engine/declare.ts';
import {authorityFindings} from './authorities.ts';
import {certificateFindings} from './certificates.ts';
import {controlPlaneFindings} from './control-plane.ts';
import {clusterQuestions} from './questions-cluster.ts';
import {etcdMemberFindings} from './etcd-members.ts';
import {etcdFindings} from './etcd.ts';
import {imageFindings} from './images.ts';
import {preflightFindings} from './initialise.ts';
import {joiningNodeFindings} from './joining-nodes.ts';
import {joiningFindings} from './joining.ts';
import {configurationFindings} from './kubeadm-configuration.ts';
import {kubeconfigFindings} from './kubeconfigs.ts';
import {kubeletFindings} from './kubelet.ts';
import {packageFindings} from './packages.ts';
import {certificateQuestions} from './questions-certificates.ts';
import {etcdQuestions} from './questions-etcd.ts';
import {hostQuestions} from './questions-host.ts';
import {joiningQuestions} from './questions-joining.ts';
import {kubeletQuestions} from './questions-kubelet.ts';
import {packageQuestions} from './questions-packages.ts';
import {swapFindings} from './swap.ts';

export const questions: readonly Question[] = [
	...hostQuestions,
	...packageQuestions,
	...kubeletQuestions,
	...joiningQuestions,
	...clusterQuestions,
	...etcdQuestions,
	...certificateQuestions,
];

export const findings: readonly Finding[] = [
	...swapFindings,
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
	...authorityFindings,
	...kubeconfigFindings,
];
