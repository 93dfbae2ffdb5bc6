import {expect, test} from 'vitest';
import {turnOffSwap} from '../../steps/turn-off-swap.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere, undoOf} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(turnOffSwap);

const [now, afterReboot] = turnOffSwap.tasks;
const given = givenFor(labPlan, 'w1');
const here = (script: string): string => script.replaceAll(/\/(etc|var|usr)\//g, './$1/');

const swapNow = (shown: string): number =>
	runHere(`swapon() { printf '%s' '${shown}'; }\n${now!.check.ask(given)}`).exit;

test('Swap is on as long as a device is listed', () => {
	expect(swapNow('')).toBe(0);
	expect(swapNow('/dev/vda2 partition 2G 0B -2\n')).toBe(1);
});

const world = `
	mkdir -p etc/systemd usr/lib/systemd var/lib
	printf '%s\\n' '# swap was on /dev/vda2' 'UUID=1 / ext4 defaults 0 1' 'UUID=2 none swap sw 0 0' '/swap.img	none	swap	sw	0	0' > etc/fstab
	printf '[zram0]\\n' > etc/systemd/zram-generator.conf
	cp -r etc before
	systemctl() {
		case "$1" in
			list-unit-files) [ -e masked ] || echo 'data.swap enabled enabled' ;;
			mask) echo "masked $3"; touch masked ;;
			unmask) echo "unmasked $2"; rm masked ;;
			*) false ;;
		esac
	}
`;

test('Lines of fstab, swap units and zram are all set aside', () => {
	const {output} = runHere(
		`${world}\n${here(afterReboot!.check.ask(given))} && echo early\n${here(afterReboot!.run(given))}\ncat etc/fstab etc/systemd/zram-generator.conf\n${here(afterReboot!.check.ask(given))} && echo satisfied`,
	);

	// What the first check saw, on stderr, stands last.
	expect(output).toBe(
		`masked data.swap
# swap was on /dev/vda2
UUID=1 / ext4 defaults 0 1
#kubewalk# UUID=2 none swap sw 0 0
#kubewalk# /swap.img	none	swap	sw	0	0
satisfied
./etc/fstab turns swap on at boot.
`,
	);
});

test('Undo brings all of them back', () => {
	const {output} = runHere(
		`${world}\n${here(afterReboot!.run(given))}\n${here(undoOf(afterReboot!)(given))}\ndiff -r before etc && echo same`,
	);

	expect(output).toBe('masked data.swap\nunmasked data.swap\nsame\n');
});
