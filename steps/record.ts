// Records of proofs. One holds the fingerprint of what it proved, so that a changed cluster is proven anew.
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {kubectl} from './kubectl.ts';
import {orSay} from './or-say.ts';
import {ownState} from './paths.ts';

export const recordPath = (name: string): string => `${ownState}/proof/${name}`;

/** The cluster, its nodes, and what the network is configured from; `more` is what else a proof depends on. */
export const clusterFingerprint = (more: string): Fragment =>
	fragment(
		sh`{ echo ${more}; ${kubectl} get namespace kube-system -o jsonpath='{.metadata.uid}'; ${kubectl} get nodes -o name; ${kubectl} -n kube-system get configmap coredns -o jsonpath='{.data.Corefile}'; } | sha256sum`,
	);

export const fileFingerprint = (...paths: readonly string[]): Fragment => fragment(sh`cat ${paths} | sha256sum`);

export const isRecorded = (name: string, fingerprint: Fragment): Fragment =>
	orSay(
		sh`[ "$(head -n 1 ${recordPath(name)} 2>/dev/null)" = "$(${fingerprint})" ]`,
		'Not proven yet, or the cluster has changed since.',
	);

/** The same, written down less than so many seconds ago. */
export const isRecordedLately = (name: string, fingerprint: Fragment, seconds: number): Fragment =>
	fragment(
		sh`${isRecorded(name, fingerprint)} && [ $(($(date +%s) - $(stat -c %Y ${recordPath(name)}))) -lt ${String(seconds)} ]`,
	);

/** The fingerprint first, then when it was proven. */
export const record = (name: string, fingerprint: Fragment): Fragment =>
	fragment(sh`
		mkdir -p ${`${ownState}/proof`}
		${fingerprint} > ${recordPath(name)}
		date -u +%Y-%m-%dT%H:%M:%SZ >> ${recordPath(name)}
	`);
