import {expect, test} from 'vitest';
import {containerdPackage, dockerSource, needsDockerSource, oldPackages} from '../../steps/runtime-packages.ts';
import {givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const madison = (table: Readonly<Record<string, readonly string[]>>): string => `
	apt-get() { echo "apt-get $*"; }
	apt-mark() { echo "apt-mark $*"; }
	apt-cache() { case $2 in ${Object.entries(table)
		.map(
			([name, versions]) =>
				`${name}) ${versions.map(version => `echo ' ${name} | ${version} | http://x'`).join('; ')} ;;`,
		)
		.join(' ')} esac; }
`;

const installed = (plan: typeof labPlan, table: Readonly<Record<string, readonly string[]>>) =>
	runHere(`set -euo pipefail\n${madison(table)}\n${containerdPackage.run(givenFor(plan, 'm1'))}`);

test('The line that is advised first wins over a newer one, with its newest patch', () => {
	const {output} = installed(labPlan, {
		'containerd.io': ['2.4.0-1', '2.3.2-1', '2.3.1-1', '2.2.4-1', '1.7.29-1'],
		containerd: ['1.6.20~ds1-1+deb12u3'],
	});

	expect(output).toContain('containerd.io=2.3.2-1\n');
	expect(output).toContain('apt-mark hold containerd.io\n');
});

test("A source of one's own with only the distribution's package is good for an old Kubernetes", () => {
	const {output} = installed(mirroredPlan, {containerd: ['1.6.20~ds1-1+deb12u3']});

	expect(output).toContain('containerd=1.6.20~ds1-1+deb12u3\n');
	expect(output).toContain('apt-mark hold containerd\n');
});

test('Where no line suits, it says what there is and what to do', () => {
	const {exit, output} = installed(labPlan, {containerd: ['1.6.20~ds1-1+deb12u3']});

	expect(exit).toBe(1);
	expect(output).toContain('The package sources have no containerd 2.3 or 2.2: add a source');
	expect(output).toContain('1.6.20~ds1-1+deb12u3');
	expect(output).toContain('mirrors.packages.apt');
});

const satisfied = (version: string, held: string): number =>
	runHere(
		`containerd() { echo 'containerd github.com/containerd/containerd/v2 ${version} abc'; }\napt-mark() { echo '${held}'; }\n${containerdPackage.check.ask(givenFor(labPlan, 'm1'))}`,
	).exit;

test('A suitable version on hold is left alone', () => {
	expect(satisfied('v2.3.2', 'containerd.io')).toBe(0);
	expect(satisfied('v2.3.2', 'kubelet')).toBe(1);
	expect(satisfied('1.6.20~ds1', 'containerd')).toBe(1);
});

test("Docker's source is added for the distribution of the host, and only where the plan has no other", () => {
	const script = dockerSource.check.ask(givenFor(labPlan, 'm1')).replaceAll('/etc/', './etc/');
	const {exit} = runHere(
		`mkdir -p etc/apt/sources.list.d etc/apt/keyrings; echo key > etc/apt/keyrings/docker.asc
		printf 'ID=ubuntu\\nVERSION_CODENAME=noble\\n' > etc/os-release
		echo 'deb [signed-by=./etc/apt/keyrings/docker.asc] https://download.docker.com/linux/ubuntu noble stable' > etc/apt/sources.list.d/docker.list
		${script}`,
	);

	expect(exit).toBe(0);
	expect(needsDockerSource(givenFor(labPlan, 'm1'))).toBe(true);
	expect(needsDockerSource(givenFor(mirroredPlan, 'm1'))).toBe(false);
});

test('Packages in the way are named', () => {
	const dpkg = 'dpkg() { [ "$2" = docker.io ] && echo "Status: install ok installed"; }';
	const {exit, output} = runHere(`${dpkg}\n${oldPackages.check.ask(givenFor(labPlan, 'm1'))}`);

	expect({exit, output}).toEqual({exit: 1, output: 'installed: docker.io\n'});
});
