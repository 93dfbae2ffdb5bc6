// A daemon reads its file when it starts. What it prints of its settings may be the file's and not its own: `containerd
// config dump` reads the file anew.
import {type Fragment, fragment, sh} from '../source/engine/script.ts';

/** A condition: the unit has started after the file was last written. systemd tells the time as `Mon 2026-11-23 09:00:14 UTC`. */
export const hasRead = (unit: string, path: string): Fragment =>
	fragment(
		sh`[ "$(date -d "$(systemctl show -p ActiveEnterTimestamp ${unit} | awk '{print $2, $3}')" +%s)" -ge "$(stat -c %Y ${path} 2>/dev/null || echo 0)" ]`,
	);
