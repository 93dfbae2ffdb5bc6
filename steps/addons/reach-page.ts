// The task with which an add-on that leads into the cluster proves itself: a page is asked for at every node's NodePort.
import type {Given, Task} from '../../source/engine/declare.ts';
import {fragment, sh, writeFile, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {ownConfig} from '../paths.ts';
import {planOf, type Plan} from '../plan.ts';
import {clusterFingerprint, isRecorded, record} from '../record.ts';
import {inTests, testFunctions, testPodsPath, webPods, withTestPods} from '../test-pods.ts';

/** The name that the page is asked for by. */
export const pageHost = 'kubewalk-proof.example';

/** How the page is led to. */
export type Way = {
	/** As a sentence begins with it: "The Ingress". */
	readonly subject: string;
	/** What leads from a NodePort to the Service web in the test pods' namespace. */
	readonly manifest: string;
	/** Defines `opens`, which waits until the way is open and returns 1 with the reason where it stays shut. */
	readonly opens?: Fragment;
	/** Prints the NodePort. */
	readonly port: Fragment;
	/** Bash that prints why nothing answers, and what a sentence calls that: "the controller's log is". */
	readonly reason: {readonly ask: Fragment; readonly name: string};
};

type Page = Pick<Task, 'id' | 'title' | 'why' | 'usually' | 'waitingFor'> & {
	/** Names the record. */
	readonly proof: string;
	readonly way: (plan: Plan) => Way;
};

/** Every node is asked at its own address: the NodePort is open on all. */
const askNodes = ({hosts}: Given): Fragment =>
	fragment(sh`
		ask_nodes() {
			silent=
			for node in ${hosts.map(({address}) => address)}; do
				case $node in *:*) at="[$node]" ;; *) at=$node ;; esac
				if curl -s -m 5 --resolve "${pageHost}:$port:$at" "http://${pageHost}:$port/" | grep -F ' on ' >/dev/null; then continue; fi
				silent="$silent $node"
			done
			[ -z "$silent" ]
		}
	`);

/** The way is open as soon as its controller has read it. */
const atOnce = fragment('opens() { true; }');

const prove = (path: string, {opens = atOnce, port, subject, reason}: Way): Fragment =>
	fragment(sh`
		${opens}
		prove() {
			${kubectl} apply -f ${testPodsPath} || return 1
			if ! ${inTests} rollout status daemonset/web --timeout=180s; then
				why_not_running
				return 1
			fi
			${kubectl} apply -f ${path} || return 1
			opens || return 1
			port=$(${port}) || return 1
			for _ in $(seq 20); do
				if ask_nodes; then
					echo "${fragment(subject)} answers for ${pageHost} at port $port of every node."
					return 0
				fi
				sleep 3
			done
			${reason.ask}
			echo "${fragment(subject)} does not answer for ${pageHost} at port $port of$silent: ${fragment(reason.name)} above." >&2
			return 1
		}
	`);

export const reachPage = ({proof, way, ...words}: Page): Task => {
	const path = `${ownConfig}/test-${proof}.yaml`;
	const fingerprint = (given: Given): Fragment => clusterFingerprint(way(planOf(given)).subject);
	return {
		...words,
		target: 'first-control-plane',
		risk: 'changes',
		check: {ask: given => sh`${isRecorded(proof, fingerprint(given))}`},
		run: given => sh`
			${testFunctions(planOf(given))}
			${askNodes(given)}
			${prove(path, way(planOf(given)))}
			mkdir -p ${ownConfig}
			${writeFile(path, way(planOf(given)).manifest)}
			${withTestPods(webPods(planOf(given)), fragment('prove'))}
			rm -f ${path}
			${record(proof, fingerprint(given))}
		`,
		undo: 'nothing-to-undo',
		timeout: 900,
	};
};
