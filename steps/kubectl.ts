import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {adminConf, kubeletConf} from './paths.ts';

/** kubectl as the administrator, on a control plane. */
export const kubectl: Fragment = fragment(sh`kubectl --kubeconfig ${adminConf}`);

/** The same for a question: it gives up after five seconds, whatever the API server does, and a second earlier it can still say why. */
export const kubectlAsk: Fragment = fragment(sh`timeout 5 ${kubectl} --request-timeout=4s`);

/** kubectl as the host's own node: it may read itself and little else. */
export const kubectlAsNode: Fragment = fragment(sh`kubectl --kubeconfig ${kubeletConf}`);

/**
 * The API server of this very host, whatever the load balancer does. 127.0.0.1 is in its certificate, because the
 * configuration that we give kubeadm says so.
 */
export const localApiAnswers: Fragment = fragment(
	sh`${kubectl} --server https://127.0.0.1:6443 --request-timeout 5s get --raw /readyz >/dev/null 2>&1`,
);

/** For `kubectl get`: a line for each, of fields as jsonpath has them. */
export const lineForEach = (fields: string): Fragment =>
	fragment(`-o jsonpath='{range .items[*]}${fields}{"\\n"}{end}'`);
