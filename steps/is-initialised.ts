import type {Script} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {kubectl, localApiAnswers} from './kubectl.ts';
import {adminConf} from './paths.ts';

/** kubeadm got as far as its last phase, the add-ons, and its API server answers. */
export const isInitialised: Script = () => sh`
	[ -e ${adminConf} ] && ${localApiAnswers} &&
		${kubectl} -n kube-system get configmap kubeadm-config >/dev/null &&
		${kubectl} -n kube-public get configmap cluster-info >/dev/null &&
		${kubectl} -n kube-system get deployment coredns >/dev/null &&
		${kubectl} -n kube-system get daemonset kube-proxy >/dev/null
`;
