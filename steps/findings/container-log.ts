// The log of a container of this host, asked of the runtime: the API may be down.
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';

/** Its last lines, of the newest container of that name, running or not. */
export const lastLinesOf = (container: string, lines: number): Fragment =>
	fragment(sh`crictl logs --tail ${lines} "$(crictl ps -a --name ${container} -q | head -n 1)"`);
