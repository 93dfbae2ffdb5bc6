import {spawnSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {kinds} from '../../source/transport/lab/machines/kinds.ts';
import {factOf, redHatRelease, systemFact, systemOf, systems, type SystemName} from '../../steps/system.ts';
import {labShell} from '../helpers/lab-shell.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const given = (fact?: string) => givenFor(labPlan, 'm1', {}, fact === undefined ? {} : {system: fact});
const script = systemFact.ask(given());

describe.each(Object.entries(systems))('%s', (name, system) => {
	it('is what a machine of the lab says of itself', async () => {
		const {run} = labShell(['m1'], {
			hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine: name as keyof typeof kinds}],
		});
		const {stdout} = await run(script);
		expect(systemFact.parse(stdout)).toBe(factOf(system));
		expect(systemOf(given(systemFact.parse(stdout)))).toEqual(system);
	});
});

it('is one line from a real shell, whatever this machine is', () => {
	const {stdout, stderr} = spawnSync('bash', ['-c', script], {encoding: 'utf8'});
	expect(stderr).toBe('');
	expect(stdout.trim().split('\n')).toHaveLength(1);
});

it('is Debian 12 as long as nobody has asked, or nobody knows what was answered', () => {
	expect(systemOf(given())).toEqual(systems['debian-12']);
	expect(systemOf(given('- arch - -'))).toEqual(systems['debian-12']);
	expect(systemFact.parse('garbage')).toBeUndefined();
});

const release = (name: SystemName) => redHatRelease(systems[name]);
const made = (id: string, version: string) => redHatRelease({family: 'dnf', id, version, codename: ''});

it('knows from which release of Red Hat’s a system is made', () => {
	expect([release('debian-12'), release('rocky-9'), release('openeuler-24.03'), release('centos-7')]).toEqual([
		undefined,
		9,
		9,
		7,
	]);
	expect([made('kylin', 'V10'), made('openEuler', '20.03'), made('alinux', '3'), made('anolis', '8.8')]).toEqual([
		8, 8, 8, 8,
	]);
});
