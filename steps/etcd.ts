// Questions to etcd, asked in its own pod: the hosts have no etcdctl.
import type {Given} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {kubectl} from './kubectl.ts';
import {controlPlanesOf} from './roles.ts';

const pki = '/etc/kubernetes/pki/etcd';

export const etcdctl = ({host}: Given): Fragment =>
	fragment(
		sh`${kubectl} -n kube-system exec ${`etcd-${host.name}`} -- etcdctl --endpoints=https://127.0.0.1:2379 --cacert=${pki}/ca.crt --cert=${pki}/server.crt --key=${pki}/server.key`,
	);

/** Columns of `member list`: ID, status, name, peer addresses, client addresses, is learner. */
const votes = `$2 == "started" && $6 != "true"`;

/** The host's own member has started and votes (it joins as a learner from 1.29 on). */
export const memberVotes = (given: Given): Fragment =>
	fragment(
		sh`${etcdctl(given)} member list | awk -F ', ' -v name=${given.host.name} '$3 == name && ${fragment(votes)} {found = 1} END {exit !found}'`,
	);

/** As many members as there are control planes, all of them voting, and each endpoint healthy. */
export const allMembersVote = (given: Given): Fragment => {
	const wanted = controlPlanesOf(given).length;
	return fragment(sh`
		${etcdctl(given)} member list | awk -F ', ' '{all++} ${fragment(votes)} {good++} END {print good + 0 " of " all + 0 " members vote, ${wanted} are planned"; exit !(good == all && good == ${wanted})}' &&
			${etcdctl(given)} endpoint health --cluster
	`);
};
