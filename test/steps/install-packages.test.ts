import {expect, test} from 'vitest';
import {installPackages} from '../../steps/install-packages.ts';
import {givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(installPackages);

const task = (id: string) => installPackages.tasks.find(task => task.id === id)!;

const madison = (...versions: readonly string[]): string => `
	apt-get() { echo "apt-get $*"; }
	apt-mark() { echo "apt-mark $*"; }
	apt-cache() { for version in ${versions.join(' ')}; do echo " kubeadm | $version | https://x Packages"; done; }
`;

const installed = (plan: typeof labPlan, ...versions: readonly string[]) =>
	runHere(`set -euo pipefail\n${madison(...versions)}\n${task('kubernetes-packages').run(givenFor(plan, 'w1'))}`);

test('The newest patch of the minor is installed and held, all three alike', () => {
	const {output} = installed(labPlan, '1.37.0-1.1', '1.36.10-1.1', '1.36.4-1.1');

	expect(output).toContain('kubelet=1.36.10-1.1 kubeadm=1.36.10-1.1 kubectl=1.36.10-1.1 cri-tools\n');
	expect(output).toContain('apt-mark hold kubelet kubeadm kubectl\n');
});

test('A patch that the plan names is not mistaken for a longer one', () => {
	expect(installed(mirroredPlan, '1.20.20-00', '1.20.2-00').output).toContain('kubeadm=1.20.2-00');
});

test('A source without that version is an error with the way out', () => {
	const {exit, output} = installed(mirroredPlan, '1.36.4-1.1');

	expect(exit).toBe(1);
	expect(output).toContain('The package sources have no kubeadm 1.20.2-: name a source');
});

const satisfied = (version: string, held: string): number =>
	runHere(
		`dpkg() { printf 'Package: x\\nStatus: hold ok installed\\nVersion: ${version}\\n'; }\napt-mark() { printf '%s\\n' ${held}; }\n${task('kubernetes-packages').check.ask(givenFor(labPlan, 'w1'))}`,
	).exit;

test('Satisfied is who has the minor of the plan, on hold', () => {
	expect(satisfied('1.36.4-1.1', 'kubelet kubeadm kubectl')).toBe(0);
	expect(satisfied('1.35.8-1.1', 'kubelet kubeadm kubectl')).toBe(1);
	expect(satisfied('1.36.4-1.1', 'kubelet kubeadm')).toBe(1);
});

test('A plan with a package source of its own does not ask pkgs.k8s.io', () => {
	expect(task('kubernetes-source').when!(givenFor(labPlan, 'm1'))).toBe(true);
	expect(task('kubernetes-source').when!(givenFor(mirroredPlan, 'm1'))).toBe(false);
});

const key = (world: string) =>
	runHere(
		`mkdir -p etc/apt/keyrings; echo key > etc/apt/keyrings/kubernetes-apt-keyring.asc\n${world}\n${task('signing-key').check.ask(givenFor(labPlan, 'm1')).replaceAll('/etc/', './etc/')}`,
	);

test.each([
	[3 * 86_400, 0, 'the key is good for'],
	[-3 * 86_400, 1, 'more days'],
])('A key that ends in %i seconds answers %i', (left, exit, sentence) => {
	const answer = key(`gpg() { echo "pub:-:2048:1:234654DA9A296436:1661423333:$(( $(date +%s) + ${left} ))::-:"; }`);

	expect(answer.exit).toBe(exit);
	expect(answer.output).toContain(sentence);
});
