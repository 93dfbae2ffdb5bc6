// A pod asks for a name of the world outside: CoreDNS passes it on, and the host's own name servers answer.
import type {Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {parseAddress} from './addresses.ts';
import {hasNetwork} from './connect-pods.ts';
import {expand} from './expand.ts';
import {kubectl} from './kubectl.ts';
import {imagePrefixOf, registryOf} from './mirrors.ts';
import {planOf, type Plan} from './plan.ts';
import {clusterFingerprint, isRecorded, record} from './record.ts';
import {askingPod, inTests, testFunctions, testPodsPath, withTestPods} from './test-pods.ts';

/** A name that this cluster needs anyway: its registry's, else its endpoint's. One with addresses only asks for Kubernetes' own. */
export const outsideName = (plan: Plan): string => {
	const registry = registryOf(imagePrefixOf(plan)).replace(/:\d+$/, '');
	const wanted = [registry, plan.endpoint.address].find(
		name => name.includes('.') && parseAddress(name) === undefined,
	);
	return wanted ?? 'registry.k8s.io';
};

const fingerprint = (plan: Plan) => clusterFingerprint(`outside names ${outsideName(plan)}`);

/**
 * A condition: the host gets an answer from DNS, whatever its /etc/hosts says. Where it gets none a pod cannot either, and no
 * change of the cluster would help: that is said, and is no failure. The resolver waits 5 s for each server, twice.
 */
const hostAsks = (plan: Plan) => fragment(sh`timeout 20 getent -s dns hosts ${outsideName(plan)} >/dev/null 2>&1`);

/** Sets `servers`. Those of systemd-resolved are in a list of its own: /etc/resolv.conf has its address on the loopback. */
const nameServers = fragment(sh`
	servers=$(cat /run/systemd/resolve/resolv.conf /etc/resolv.conf 2>/dev/null |
		awk '$1 == "nameserver" && $2 !~ /^127[.]/ && !seen[$2]++ {print $2}' | paste -sd ' ' -)
`);

export const proveOutsideNames: Task = {
	id: 'outside-names',
	title: {en: 'Resolve a name of the outside from a pod', zh: '在 Pod 中解析集群外域名'},
	why: {
		en: 'CoreDNS passes names that are not the cluster’s on to the name servers of its node. A pod that gets no answer where its host gets one cannot fetch anything by name. Where the host itself gets none, as without a way out, nothing is proven, and it says so.',
		zh: 'CoreDNS 会把集群外的域名转给所在节点的 DNS 服务器。主机能解析而 Pod 不能，Pod 就无法按域名访问外部。如果主机自己也解析不了（例如没有外网），则不作验证，并如实说明。',
	},
	target: 'first-control-plane',
	when: hasNetwork,
	risk: 'changes',
	check: {
		ask: given => {
			const plan = planOf(given);
			return sh`
				if ${isRecorded('outside-names', fingerprint(plan))}; then exit 0; fi
				if ${hostAsks(plan)}; then exit 1; fi
				${nameServers}
				echo ${`Not proven here: this host's own name servers do not answer for ${outsideName(plan)}, so a pod cannot get an answer either.`}" They are: ${expand('servers:-none')}. Mend the host's DNS, or leave it so where there is no way out."
			`;
		},
	},
	run: given => {
		const plan = planOf(given);
		const name = outsideName(plan);
		return sh`
			${testFunctions(plan)}
			ask_outside() {
				${kubectl} apply -f ${testPodsPath} || return 1
				if ! ${inTests} wait --for=condition=Ready pod/ask --timeout=180s; then
					why_not_running
					return 1
				fi
				for attempt in 1 2 3; do
					# The dot at the end keeps the cluster's own domains from being tried first.
					answer=$(${inTests} exec ask -- nslookup ${`${name}.`} 2>&1) || true
					if awk '/^Name:/ {name = 1} name && /^Address/ {found = 1} END {exit !found}' <<<"$answer"; then
						echo "$answer"
						return 0
					fi
					echo "attempt $attempt: no answer"
					sleep 3
				done
				echo "$answer"
				${kubectl} -n kube-system logs -l k8s-app=kube-dns --tail=5 || true
				${nameServers}
				echo ${`This host resolves ${name} and a pod does not.`}" CoreDNS passes it on to the servers of its node (here: $servers): let UDP and TCP port 53 through to them, and see its log above." >&2
				return 1
			}
			${withTestPods(askingPod(plan), fragment('ask_outside'))}
			${record('outside-names', fingerprint(plan))}
		`;
	},
	undo: 'nothing-to-undo',
	usually: 15,
	waitingFor: {en: 'the name servers of the outside', zh: '外部 DNS 服务器的应答'},
	timeout: 600,
};
