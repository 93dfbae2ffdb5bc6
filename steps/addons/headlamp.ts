// Headlamp, the successor of the Kubernetes dashboard, which was archived in January 2026.
import type {Given, Script, Task} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {ownState} from '../paths.ts';
import {planOf} from '../plan.ts';
import type {Addon} from './addon.ts';
import {applyManifest} from './apply-manifest.ts';
import {
	contextName,
	headlampImage,
	headlampManifest,
	headlampNamespace,
	headlampReleases,
	readerAccount,
} from './headlamp-manifest.ts';

const words = {
	title: {en: 'Install Headlamp', zh: '安装 Headlamp'},
	why: {
		en: 'Headlamp is the web page for the cluster, in the place of the archived dashboard. It has no rights of its own: everybody sees what his token may see. It is reachable inside of the cluster only.',
		zh: 'Headlamp 是集群的网页界面，取代已归档的 Dashboard。它自身没有任何权限：登录者的令牌能看到什么，页面就显示什么。仅在集群内部可访问。',
	},
} as const;

const install = applyManifest({
	id: 'headlamp',
	...words,
	namespace: headlampNamespace,
	workloads: ['deployment/headlamp'],
	images: plan => [headlampImage(plan)],
	manifest: headlampManifest,
});

/** Sets `address`: that of the Service, as it stands in a URL. */
const serviceAddress: Fragment = fragment(sh`
	address=$(${kubectl} -n ${headlampNamespace} get service headlamp -o jsonpath='{.spec.clusterIP}') || exit 1
	case $address in *:*) address="[$address]" ;; esac
`);

const nodesPath = `clusters/${contextName}/api/v1/nodes`;

/** The token goes to curl on its stdin: as an argument every user of the host could read it. */
const answers: Script = () => sh`
	${serviceAddress}
	if ! curl -sS -m 10 "http://$address/" | grep -i '<title>.*headlamp' >/dev/null; then
		echo "Headlamp's page does not come from its Service at $address." >&2
		exit 1
	fi
	open=$(curl -s -m 10 -o /dev/null -w '%{http_code}' "http://$address/${nodesPath}" || true)
	if [ "$open" = 200 ]; then
		echo 'Headlamp shows the nodes to somebody without a token.' >&2
		exit 1
	fi
	token=$(${kubectl} -n ${headlampNamespace} create token ${readerAccount} --duration=10m) || exit 1
	if ! printf 'header = "Authorization: Bearer %s"\n' "$token" | curl -sS -m 10 -K - "http://$address/${nodesPath}" | grep '"kind": *"NodeList"' >/dev/null; then
		echo "Headlamp does not show the nodes to the account ${readerAccount}: see kubectl -n ${headlampNamespace} logs deployment/headlamp" >&2
		exit 1
	fi
	echo "Headlamp answers at $address: with a token it shows the nodes, without one ($open) it does not."
`;

const use: Task = {
	id: 'headlamp-answers',
	title: {en: 'Log in to Headlamp', zh: '登录 Headlamp'},
	why: {
		en: 'The page is asked through its Service, once without a token and once with one that is good for ten minutes: only the second may see the nodes.',
		zh: '经由 Service 访问页面：一次不带令牌，一次带有效期十分钟的令牌，只有后者才能看到节点。',
	},
	fix: {
		en: 'kubectl -n kube-system describe pods -l app.kubernetes.io/name=headlamp tells what it waits for; the run of the task Headlamp puts it back.',
		zh: '用 kubectl -n kube-system describe pods -l app.kubernetes.io/name=headlamp 查看它在等什么；重新执行 Headlamp 任务可以恢复。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {ask: answers},
	run: answers,
	verify: {ask: answers, within: 30},
	undo: 'nothing-to-undo',
	usually: 3,
	waitingFor: {en: 'kube-proxy to know the new Service', zh: 'kube-proxy 更新新 Service 的规则'},
	retries: 3,
};

export const wayInPath = `${ownState}/headlamp.txt`;

/** A tunnel needs no more than the login that kubewalk itself uses. */
const tunnel = (given: Given): string => {
	const {hosts, ssh} = planOf(given);
	const own = hosts.find(({name}) => name === given.host.name);
	const {user, port, jump} = {...ssh, ...own?.ssh};
	return ['ssh', ...(port === 22 ? [] : ['-p', String(port)]), ...(jump ? ['-J', jump] : []), '-L']
		.concat(['8080:ADDRESS:80', `${user}@${given.host.address}`])
		.join(' ');
};

const wayIn = (given: Given): Fragment => {
	const [before, after] = tunnel(given).split('ADDRESS') as [string, string];
	return fragment(sh`
		${serviceAddress}
		{
			echo 'Headlamp is reachable inside of the cluster. From your own machine, with ssh:'
			echo ${`  ${before}`}"$address"${after}
			echo 'or with kubectl, as administrator:'
			echo ${`  kubectl -n ${headlampNamespace} port-forward service/headlamp 8080:80`}
			echo 'Then open http://localhost:8080. It asks for a token; this one reads everything but secrets, for eight hours:'
			echo ${`  kubectl -n ${headlampNamespace} create token ${readerAccount} --duration=8h`}
			echo 'Who is to change things needs an account of his own, with a role that he needs.'
		}
	`);
};

const tell: Task = {
	id: 'headlamp-way-in',
	title: {en: 'Say how to get to Headlamp', zh: '说明如何访问 Headlamp'},
	why: {
		en: 'The page is not open to the outside: who wants in goes through ssh or kubectl, and needs a token. The lines for it stay on this host.',
		zh: '页面不对外开放：需要通过 ssh 或 kubectl 转发，并使用令牌登录。相关命令保存在本机。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {ask: given => sh`sheet=$(${wayIn(given)}) && [ "$(cat ${wayInPath} 2>/dev/null)" = "$sheet" ]`},
	run: given => sh`
		mkdir -p ${ownState}
		sheet=$(${wayIn(given)})
		echo "$sheet" | tee ${wayInPath}
	`,
	undo: () => sh`rm -f ${wayInPath}`,
	usually: 1,
};

export const headlamp: Addon = {
	id: 'headlamp',
	title: {en: 'a web page for the cluster', zh: '集群网页界面'},
	why: words.why,
	releases: headlampReleases,
	images: plan => [headlampImage(plan)],
	tasks: [install, tell, use],
};
