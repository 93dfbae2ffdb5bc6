// What a unit says now. A journal also holds what was put right long ago, and a cause that is over is none.
import {sh} from '../../source/engine/script.ts';

/**
 * At most `most` lines, without what every goroutine was at when a program of Go died: that is longer than the rest. Of a unit that runs: since it was started by hand, and of the last two minutes, because what still
 * hurts is said again. One that systemd starts again and again keeps the words of its earlier lives, until it has lived for a
 * minute. Of one that does not run: its last words, however old.
 */
export const unitJournal = (unit: string, most: number): string => sh`
	steady=0
	active=$(systemctl is-active ${unit} || true)
	if [ "$active" = active ] && [ "$(journalctl -u ${unit} --since '1 minute ago' --no-pager | grep -c 'Started ')" = 0 ]; then steady=1; fi
	if [ "$active" = active ]; then
		# With --since, -n would count from there on.
		journalctl -u ${unit} --since '2 minutes ago' --no-pager
	else
		journalctl -u ${unit} -n 2000 --no-pager
	fi | awk -v steady="$steady" -v most=${String(most)} ${String.raw`
		/\]: goroutine [0-9]+ \[/ {dump = 1}
		/systemd\[1\]: |\]: [IWEF][0-9][0-9][0-9][0-9] / {dump = 0}
		dump {next}
		/systemd\[1\]: .*(Scheduled restart job|scheduling restart)/ {again = NR}
		/systemd\[1\]: Started / {if (steady || again == 0 || NR - again > 3) count = 0}
		{line[count++] = $0}
		END {for (i = count > most ? count - most : 0; i < count; i++) print line[i]}`}
`;
