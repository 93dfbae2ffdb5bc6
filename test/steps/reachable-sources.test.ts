import {expect, test} from 'vitest';
import {outsideAddresses, reachableSources} from '../../steps/reachable-sources.ts';
import {externalPlan, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const ask = (id: string, world: string) =>
	runHere(
		`set -euo pipefail\n${world}\n${reachableSources.find(task => task.id === id)!.run(givenFor(labPlan, 'm1'))}`,
	);

test('What is asked follows the mirrors of the plan', () => {
	expect(outsideAddresses(givenFor(labPlan, 'm1'))).toEqual([
		'https://download.docker.com/linux/debian/gpg',
		'https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key',
		'https://registry.k8s.io/v2/',
	]);
	expect(outsideAddresses(givenFor(mirroredPlan, 'm1'))).toEqual([
		'http://apt.example:8080',
		'https://registry.example/v2/',
	]);
	expect(outsideAddresses(givenFor(externalPlan, 'm1'))).toContain('http://registry.example:5000/v2/');
});

test('An address that does not answer is named with the reason', () => {
	const world =
		'curl() { case "$*" in *registry*) echo "curl: (6) Could not resolve host: registry.k8s.io"; return 6 ;; esac; }';
	const {exit, output} = ask('sources-answer', world);

	expect(exit).toBe(1);
	expect(output).toContain('https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key answers');
	expect(output).toContain('registry.k8s.io/v2/ cannot be reached from this host (curl: (6) Could not resolve host');
});

const serverTime = (seconds: number): string =>
	`curl() { printf 'HTTP/1.1 200 OK\\r\\nDate: '; date -u -d @$(( $(command date +%s) + ${seconds} )) '+%a, %d %b %Y %H:%M:%S GMT\r'; }`;

test.each([
	[0, 0],
	[-20, 0],
	[3600, 1],
	[-90, 1],
])('A source whose clock is %i s ahead answers %i', (ahead, exit) => {
	expect(ask('clock-skew', serverTime(ahead)).exit).toBe(exit);
});

test('Without a clock to compare with, that is said', () => {
	expect(ask('clock-skew', 'curl() { return 7; }').output).toContain('the clock was not compared');
});
