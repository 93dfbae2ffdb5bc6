// What etcd's members say, asked in their own containers: the hosts have no etcdctl, and the API may be down.
import type {Question} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';

const pki = '/etc/kubernetes/pki/etcd';

export const etcdctlHere: Fragment = fragment(
	sh`crictl exec "$(crictl ps --name etcd -q | head -n 1)" etcdctl --command-timeout=4s --endpoints=https://127.0.0.1:2379 --cacert=${pki}/ca.crt --cert=${pki}/server.crt --key=${pki}/server.key`,
);

export const etcdQuestions: readonly Question[] = [
	{
		id: 'etcd-members',
		title: {en: 'Members of etcd', zh: 'etcd 成员'},
		target: 'control-planes',
		ask: () => sh`${etcdctlHere} member list -w table`,
		like: /\betcdctl\b.*\bmember list\b/,
		cost: 'cheap',
	},
	{
		id: 'etcd-status',
		title: {en: 'Leader, size and errors of etcd', zh: 'etcd 的 leader、大小与错误'},
		target: 'control-planes',
		ask: () => sh`${etcdctlHere} endpoint status --cluster -w table`,
		like: /\betcdctl\b.*\bendpoint (?:status|health)\b/,
		cost: 'slow',
	},
	{
		id: 'etcd-alarms',
		title: {en: 'Alarms of etcd', zh: 'etcd 告警'},
		target: 'control-planes',
		ask: () => sh`${etcdctlHere} alarm list`,
		like: /\betcdctl\b.*\balarm list\b/,
		cost: 'cheap',
	},
];
