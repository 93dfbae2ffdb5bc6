// The log of a container of this host, asked of the runtime: the API may be down.
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';

/** Its last lines, of the newest container of that name, running or not. */
export const lastLinesOf = (container: string, lines: number): Fragment =>
	fragment(sh`crictl logs --tail ${lines} "$(crictl ps -a --name ${container} -q | head -n 1)"`);

/**
 * The same from the file that the kubelet keeps, which is there as well when the runtime is not, without the runtime's own
 * words before each line.
 */
export const keptLinesOf = (container: string, lines: number): string => sh`
	log=$(find /var/log/pods -path ${`*/kube-system_${container}-*/${container}/*.log`} -printf '%T@ %p\n' 2>/dev/null | sort -n | tail -n 1 | cut -d ' ' -f 2- || true)
	if [ -n "$log" ]; then
		tail -n ${lines} "$log" | sed -E -e 's/^[0-9T:.Z+-]+ (stdout|stderr) [FP] //' -e 's/^\{"log":"(.*)\\n","stream".*/\1/'
	else
		${lastLinesOf(container, lines)} 2>&1
	fi
`;
