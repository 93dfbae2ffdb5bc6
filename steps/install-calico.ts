// The tasks that bring Calico: its operator, the Installation that tells the operator what to do, and the wait for it.
import type {Given, Script, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh, writeFile} from '../source/engine/script.ts';
import {
	calicoInstallation,
	calicoInstead,
	calicoOperatorPath,
	calicoPath,
	calicoSources,
	calicoSums,
	operatorPrefix,
} from './calico.ts';
import {fetchTrue} from './fetch-true.ts';
import {kubectl} from './kubectl.ts';
import {ownConfig} from './paths.ts';
import {planOf} from './plan.ts';
import {holds} from './whole-file.ts';

const usesCalico = (given: Given): boolean => planOf(given).kubernetes.network.kind === 'calico';

const operatorReady: Fragment = fragment(
	sh`[ "$(${kubectl} -n tigera-operator get deployment tigera-operator -o jsonpath='{.status.readyReplicas}' 2>/dev/null)" = 1 ]`,
);

/** Server-side: the definitions are too long for the annotation that kubectl apply would keep. */
const applyServerSide = (path: string): Fragment =>
	fragment(sh`${kubectl} apply --server-side --force-conflicts -f ${path}`);

const operator: Task = {
	id: 'calico-operator',
	title: {en: 'Install Calico’s operator', zh: '安装 Calico 的 operator'},
	why: {
		en: 'The operator installs Calico and keeps it in order, through upgrades too. Its manifests come from the release on GitHub, or through the plan’s mirror; its image as well.',
		zh: 'operator 负责安装 Calico，并在升级时保持其状态正确。清单来自 GitHub 上的发布版本或计划中的镜像站，其镜像也是如此。',
	},
	target: 'first-control-plane',
	when: usesCalico,
	risk: 'changes',
	check: {ask: () => sh`${operatorReady}`},
	run: given => {
		const plan = planOf(given);
		const [definitions, manifest] = calicoSources(plan);
		const [definitionsSum = '', manifestSum = ''] = calicoSums(plan);
		return sh`
			${fetchTrue}
			apply() {
				fetch "$1" ${calicoOperatorPath} "$2" ${calicoInstead} || return 1
				sed -i ${`s#quay[.]io/tigera/#${operatorPrefix(plan)}#`} ${calicoOperatorPath}
				${applyServerSide(calicoOperatorPath)}
			}
			mkdir -p ${ownConfig}
			apply ${definitions} ${definitionsSum}
			apply ${manifest} ${manifestSum}
			if ! ${kubectl} -n tigera-operator rollout status deployment/tigera-operator --timeout=300s; then
				${kubectl} -n tigera-operator get pods -o wide
				${kubectl} -n tigera-operator get events | tail -n 20
				echo 'The operator did not start: see its pod and the events above.' >&2
				exit 1
			fi
		`;
	},
	verify: {ask: () => sh`${operatorReady}`, within: 60},
	undo: () => sh`
		if [ -e ${calicoOperatorPath} ]; then ${kubectl} delete -f ${calicoOperatorPath} --ignore-not-found; fi
		rm -f ${calicoOperatorPath}
	`,
	usually: 40,
	waitingFor: {en: 'the operator’s image', zh: 'operator 镜像拉取'},
	retries: 1,
};

/** Available, and installed as the file says. */
const calicoRuns: Script = given => sh`
	${holds(calicoPath, calicoInstallation(given))} || exit 1
	${kubectl} get tigerastatus calico -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.message}{"\n"}{end}' | tee /dev/stderr | grep '^Available=True' >/dev/null &&
		[ "$(${kubectl} get ippools.crd.projectcalico.org default-ipv4-ippool -o jsonpath='{.spec.cidr}')" = ${planOf(given).kubernetes.podSubnet} ]
`;

const installation: Task = {
	id: 'calico',
	title: {en: 'Install Calico', zh: '安装 Calico'},
	why: {
		en: 'Calico runs on every node, gives pods addresses of the pod subnet, carries their packets between nodes in VXLAN (UDP port 4789) and enforces network policies. The Installation names the pod subnet, the registry and the hosts’ network; the operator does the rest and says what it waits for.',
		zh: 'Calico 运行在每个节点上，从 Pod 网段分配地址，用 VXLAN（UDP 4789 端口）在节点间转发数据包，并执行网络策略。Installation 中写明 Pod 网段、镜像仓库和主机网络，其余由 operator 完成，并说明它在等什么。',
	},
	target: 'first-control-plane',
	when: usesCalico,
	risk: 'changes',
	check: {ask: calicoRuns},
	run: given => sh`
		mkdir -p ${ownConfig}
		${writeFile(calicoPath, calicoInstallation(given))}
		${kubectl} apply -f ${calicoPath}
		for _ in $(seq 60); do
			if ${kubectl} get tigerastatus calico >/dev/null 2>&1; then break; fi
			sleep 2
		done
		if ! ${kubectl} wait --for=condition=Available tigerastatus/calico --timeout=420s; then
			${kubectl} get tigerastatus calico -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{"\n"}{end}' || true
			${kubectl} -n calico-system get pods -o wide || true
			echo 'Calico did not come up within 7 minutes: the conditions above are what its operator says.' >&2
			exit 1
		fi
		${kubectl} -n calico-system get pods -o wide
	`,
	verify: {ask: calicoRuns, within: 120},
	undo: () => sh`
		${kubectl} delete -f ${calicoPath} --ignore-not-found
		rm -f ${calicoPath}
	`,
	usually: 90,
	waitingFor: {en: 'every node to pull Calico’s images', zh: '各节点拉取 Calico 镜像'},
	timeout: 900,
};

export const installCalico: readonly Task[] = [operator, installation];
