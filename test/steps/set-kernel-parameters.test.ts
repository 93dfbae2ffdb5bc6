import {expect, test} from 'vitest';
import {parameters, setKernelParameters} from '../../steps/set-kernel-parameters.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere, undoOf} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(setKernelParameters);

const [settings, lastWord] = setKernelParameters.tasks;
const here = (script: string): string => script.replaceAll(/\/(etc|var)\//g, './$1/');
const worker = givenFor(labPlan, 'w1');

test('Only hosts that balance load may bind an address they do not have', () => {
	expect(parameters(givenFor(labPlan, 'm1'))).toContain('net.ipv4.ip_nonlocal_bind');
	expect(parameters(worker)).not.toContain('net.ipv4.ip_nonlocal_bind');
});

/** A kernel whose parameters are files in ./kernel. */
const world = `
	mkdir -p kernel etc/sysctl.d
	for name in ${parameters(worker).join(' ')}; do echo 0 > "kernel/$name"; done
	sysctl() {
		case $1 in
			-n) cat "kernel/$2" ;;
			-p) grep -v '^#' "$2" | while read -r name _ value; do echo "$value" > "kernel/$name"; done ;;
			*) for name in "$@"; do echo "$name = $(cat "kernel/$name")"; done ;;
		esac
	}
`;

test('They are set now, kept for the next boot, and read back', () => {
	const {output} = runHere(
		`${world}\n${here(settings!.run(worker))}\n( ${here(settings!.check.ask(worker))} )\necho "$?"\ncat etc/sysctl.d/90-kubewalk.conf`,
	);

	expect(output).toBe(
		`net.ipv4.ip_forward = 1
net.bridge.bridge-nf-call-iptables = 1
net.bridge.bridge-nf-call-ip6tables = 1
0
# Written by kubewalk
net.ipv4.ip_forward = 1
net.bridge.bridge-nf-call-iptables = 1
net.bridge.bridge-nf-call-ip6tables = 1
`,
	);
});

test('Undo gives the former values back', () => {
	const {output} = runHere(
		`${world}\n${here(settings!.run(worker))}\n${here(undoOf(settings!)(worker))}\ncat kernel/*; ls etc/sysctl.d`,
	);

	expect(output).toBe('0\n0\n0\n');
});

test('A file that is read later and says 0 is set aside, and comes back', () => {
	const files = `mkdir -p etc/sysctl.d; echo 'net.ipv4.ip_forward = 0' > etc/sysctl.conf; echo 'vm.swappiness=0' > etc/sysctl.d/10-a.conf`;
	const {output} = runHere(
		`${files}\n( ${here(lastWord!.check.ask(worker))} ) || echo wrong\n${here(lastWord!.run(worker))}\n( ${here(lastWord!.check.ask(worker))} ) && echo right\ncat etc/sysctl.conf etc/sysctl.d/*\n${here(undoOf(lastWord!)(worker))}\ncat etc/sysctl.conf`,
	);

	expect(output).toContain(
		'wrong\nright\n#kubewalk# net.ipv4.ip_forward = 0\nvm.swappiness=0\nnet.ipv4.ip_forward = 0\n',
	);
});
