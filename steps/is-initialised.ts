import type {Script} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {kubectl, localApiAnswers} from './kubectl.ts';
import {orSay} from './or-say.ts';
import {adminConf} from './paths.ts';
import {hasProxy} from './proxy-mode.ts';

const proxyThere = fragment(sh` && ${kubectl} -n kube-system get daemonset kube-proxy >/dev/null`);

/** kubeadm got as far as its last phase, the add-ons, and its API server answers. */
export const isInitialised: Script = given => sh`
	${orSay(sh`[ -e ${adminConf} ]`, `${adminConf} is missing: kubeadm init has not run, or has not come to its end.`)} &&
		${orSay(localApiAnswers, 'The API server of this host does not answer.')} &&
		${kubectl} -n kube-system get configmap kubeadm-config >/dev/null &&
		${kubectl} -n kube-public get configmap cluster-info >/dev/null &&
		${kubectl} -n kube-system get deployment coredns >/dev/null${hasProxy(given) ? proxyThere : fragment('')}
`;
