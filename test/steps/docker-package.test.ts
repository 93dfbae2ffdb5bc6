import {expect, test} from 'vitest';
import {dockerPackage} from '../../steps/docker-package.ts';
import type {Plan} from '../../steps/plan.ts';
import {criDockerdPlan, dockershimPlan, givenFor, labPlan} from '../helpers/plans.ts';
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

const installed = (plan: Plan, table: Readonly<Record<string, readonly string[]>>) =>
	runHere(`set -euo pipefail\n${madison(table)}\n${dockerPackage.run(givenFor(plan, 'm1'))}`);

const bookworm = ['5:29.1.2-1~debian.12~bookworm', '5:28.5.2-1~debian.12~bookworm', '5:28.5.1-1~debian.12~bookworm'];

test('For a current Kubernetes it is the newest patch of the advised line, the client in the same version', () => {
	const {output} = installed(criDockerdPlan, {'docker-ce': bookworm, 'docker.io': ['20.10.24+dfsg1-1+deb12u1']});

	expect(output).toContain(
		'docker-ce=5:28.5.2-1~debian.12~bookworm docker-ce-cli=5:28.5.2-1~debian.12~bookworm containerd.io\n',
	);
	expect(output).toContain('apt-mark hold docker-ce docker-ce-cli containerd.io\n');
});

test('For an old Kubernetes the distribution may have what Docker has no more; what there is is shown first', () => {
	const {output} = installed(dockershimPlan, {'docker-ce': bookworm, 'docker.io': ['20.10.24+dfsg1-1+deb12u1']});

	expect(output).toMatch(/^5:29\.1\.2[^]*\nchosen: docker\.io 20\.10\.24/m);
	expect(output).toContain('docker.io=20.10.24+dfsg1-1+deb12u1\n');
	expect(output).toContain('apt-mark hold docker.io containerd\n');
});

test('Where no line suits, it says what to do', () => {
	const {exit, output} = installed(dockershimPlan, {'docker-ce': bookworm});

	expect(exit).toBe(1);
	expect(output).toContain('The package sources have no Docker 20.10, 19.03, 23.0, 24.0: add a source');
});

const satisfied = (plan: Plan, version: string, held: string): number =>
	runHere(
		`dockerd() { echo 'Docker version ${version}, build abc'; }\napt-mark() { echo '${held}'; }\n${dockerPackage.check.ask(givenFor(plan, 'm1'))}`,
	).exit;

test('A suitable version on hold is left alone', () => {
	expect(satisfied(dockershimPlan, '20.10.24+dfsg1', 'docker.io')).toBe(0);
	expect(satisfied(dockershimPlan, '28.5.2', 'docker-ce')).toBe(1);
	expect(satisfied(criDockerdPlan, '28.5.2', 'docker-ce')).toBe(0);
	expect(satisfied(criDockerdPlan, '28.5.2', 'docker-ce-cli')).toBe(1);
});

test('A plan with containerd has no such task', () => {
	expect(dockerPackage.when?.(givenFor(labPlan, 'm1'))).toBe(false);
});
