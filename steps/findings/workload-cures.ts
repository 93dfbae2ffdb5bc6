// What brings a workload of the cluster back, whatever it runs: its pods made anew, or its version before.
import type {Remedy, Script} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';

/** Makes a workload's pods anew and waits for them. */
export const restarted = (namespace: string, workload: string): Fragment =>
	fragment(sh`
		${kubectl} -n ${namespace} rollout restart ${workload}
		${kubectl} -n ${namespace} rollout status ${workload} --timeout=120s
	`);

/** As many pods of a DaemonSet are ready as there should be; `where` is `namespace name`. */
export const daemonSetReady =
	(namespace: string, name: string): Script =>
	() =>
		sh`
	${kubectl} -n ${namespace} get daemonset ${name} -o jsonpath='{.status.desiredNumberScheduled} {.status.numberReady} {.status.updatedNumberScheduled}{"\n"}' |
		awk -v name=${name} '{print name ": " $2 + 0 " of " $1 + 0 " ready"; good = $1 > 0 && $1 == $2 && $1 == $3} END {exit !good}'
`;

/** What `reads` of a finding finds by: a pod's namespace, and the Deployment it belongs to, in the table of pods. */
export const podRow = (status: string): {readonly namespace: RegExp; readonly workload: RegExp} => ({
	namespace: new RegExp(String.raw`^(\S+)\s+\S+\s+\d+/\d+\s+(?:${status})\s`),
	workload: new RegExp(String.raw`^\S+\s+(\S+)-[a-z0-9]{5,10}-[a-z0-9]{5}\s+\d+/\d+\s+(?:${status})\s`),
});

export const readsPod = (status: string) => {
	const {namespace, workload} = podRow(status);
	return {namespace: {says: namespace, in: ['pods']}, workload: {says: workload, in: ['pods']}};
};

const deploymentReady: Script = given => sh`
	${kubectl} -n ${given.captured('namespace')} get deployment ${given.captured('workload')} -o jsonpath='{.spec.replicas} {.status.updatedReplicas} {.status.readyReplicas} {.status.replicas}{"\n"}' |
		awk '{print $3 + 0 " of " $1 + 0 " ready, " $4 + 0 " in all"; good = $1 > 0 && $1 == $2 && $1 == $3 && $1 == $4} END {exit !good}'
`;

/** For a Deployment that worked before its last change. */
export const undoRollout: Remedy = {
	id: 'undo-rollout',
	title: {en: 'Go back to the Deployment’s last version', zh: '将 Deployment 回退到上一个版本'},
	why: {
		en: 'The version before ran. Going back to it makes pods as they were, while the new one is put right; a Deployment in its first version has none to go back to.',
		zh: '上一个版本是可以运行的。先回退使 Pod 恢复原状，再去更正新版本；只有一个版本的 Deployment 无法回退。',
	},
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: deploymentReady},
	run: given => sh`
		${kubectl} -n ${given.captured('namespace')} rollout history deployment/${given.captured('workload')}
		${kubectl} -n ${given.captured('namespace')} rollout undo deployment/${given.captured('workload')}
		${kubectl} -n ${given.captured('namespace')} rollout status deployment/${given.captured('workload')} --timeout=120s
	`,
	verify: {ask: deploymentReady, within: 60},
	undo: given =>
		sh`${kubectl} -n ${given.captured('namespace')} rollout undo deployment/${given.captured('workload')}`,
	usually: 20,
	timeout: 200,
};
