import {expect, test} from 'vitest';
import {quote} from '../../source/engine/script.ts';
import {containerdPackage, dockerRepository, dockerSource, oldPackages} from '../../steps/runtime-packages.ts';
import {sourceText} from '../../steps/source-file.ts';
import {factOf, systems, type SystemName} from '../../steps/system.ts';
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

const on = (name: SystemName, plan = labPlan) => givenFor(plan, 'm1', {}, {system: factOf(systems[name])});

test("Docker's source is the one for the host's own system, and only where the plan has no other", () => {
	const lines = (name: SystemName): string => sourceText(on(name), dockerRepository(on(name)));
	expect(lines('ubuntu-24.04')).toContain('https://download.docker.com/linux/ubuntu noble stable\n');
	expect(lines('rocky-9')).toContain('baseurl=https://download.docker.com/linux/centos/9/$basearch/stable\n');
	expect(lines('openeuler-24.03')).toContain('/linux/centos/9/');
	expect(lines('centos-7')).toMatch(/\/linux\/centos\/7\/[^]*\nexclude=containerd\.io docker-ce docker-ce-cli\n/);
	expect(dockerSource.when!(on('debian-12'))).toBe(true);
	expect(dockerSource.when!(on('debian-12', mirroredPlan))).toBe(false);
});

test('A source that is there as it should be is left alone', () => {
	const given = on('debian-12');
	const text = sourceText(given, dockerRepository(given)).replaceAll('/etc/', './etc/');
	const {exit} = runHere(
		`mkdir -p etc/apt/sources.list.d etc/apt/keyrings; echo key > etc/apt/keyrings/docker.asc
		printf '%s' ${quote(text)} > etc/apt/sources.list.d/docker.list
		${dockerSource.check.ask(given).replaceAll('/etc/', './etc/')}`,
	);

	expect(exit).toBe(0);
});

test('Packages in the way are named', () => {
	const dpkg = 'dpkg() { [ "$2" = docker.io ] && echo "Status: install ok installed"; }';
	const {exit, output} = runHere(`${dpkg}\n${oldPackages.check.ask(givenFor(labPlan, 'm1'))}`);

	expect({exit, output}).toEqual({exit: 1, output: 'installed: docker.io\n'});
});
