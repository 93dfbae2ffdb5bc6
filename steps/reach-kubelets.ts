// kubectl exec and logs: the API server reaches the kubelet of every node, on port 10250.
import {fragment, sh} from '../source/engine/script.ts';
import {inTests} from './test-pods.ts';

/**
 * `reach_kubelets` asks every line of `$pods` (name, address, node) for its name by exec, and for the page that it wrote into
 * its log. Fails at the first that does not answer: what is asked of the network afterwards goes by exec too.
 */
export const reachKubelets = fragment(sh`
	reach_kubelets() {
		while read -r pod _ node; do
			for way in exec logs; do
				case $way in
					exec) said=$(${inTests} exec "$pod" -- hostname </dev/null 2>&1) || true ;;
					logs) said=$(${inTests} logs "$pod" --tail=20 2>&1) || true ;;
				esac
				if ! grep -qF "$pod" <<<"$said" || grep -q '^[Ee]rror' <<<"$said"; then
					echo "$said"
					echo "kubectl $way does not reach the kubelet of $node: open TCP port 10250 there for the control planes, and see journalctl -u kubelet." >&2
					return 1
				fi
			done
			echo "$node: exec and logs answer"
		done <<<"$pods"
	}
`);
