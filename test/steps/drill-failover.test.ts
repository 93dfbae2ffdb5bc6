import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {failoverDrills} from '../../steps/drill-failover.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, kubeVipPlan, labPlan, singlePlan} from '../helpers/plans.ts';

const [killHaproxy, stopKeepalived, cutLink, stopKubeVip] = failoverDrills;

type World = {
	/** Milliseconds until another host has the address; undefined: nobody takes it. */
	readonly moves?: number;
	readonly holds: boolean;
	readonly answers: boolean;
	/** haproxy starts again when it is told to. */
	readonly starts: boolean;
};

/** A host in simulated time: a look at the clock takes 1 ms, a sleep 200, or 2000 where nothing comes of waiting. */
const programsOf = (home: string, {moves, holds, answers, starts}: World) => {
	const time = join(home, 'time');
	const stopped = join(home, 'stopped');
	const pass = (milliseconds: number): string => `echo $(($(cat ${time}) + ${milliseconds})) > ${time}`;
	const since = `$(($(cat ${time}) - $(cat ${stopped})))`;
	const moved = moves === undefined ? 'false' : `[ -e ${stopped} ] && [ "${since}" -ge ${moves} ]`;
	return {
		date: `${pass(1)}\ncat ${time}`,
		sleep: pass(moves === undefined || !starts ? 2000 : 200),
		ip: `if ${holds} && [ ! -e ${stopped} ]; then echo '2: eth0 inet 10.77.0.100/32 scope global eth0'; fi`,
		curl: `${answers} || return 7\nif [ -e ${stopped} ]; then ${moved}; fi`,
		systemctl: `case "$*" in
'stop haproxy') cat ${time} > ${stopped} ;;
*kill*) ;;
'start haproxy') ${starts} && rm -f ${stopped} ;;
*is-active*) [ ! -e ${stopped} ] ;;
esac
return $?`,
		'systemd-run': `echo "systemd-run $*" >> ${join(home, 'guard')}`,
	};
};

const drill = (world: World) => {
	const home = mkdtempSync(join(tmpdir(), 'kubewalk-drill-'));
	try {
		writeFileSync(join(home, 'time'), '1000000');
		const script = killHaproxy!
			.run(givenFor(labPlan, 'm1'))
			.replaceAll('/var/lib/kubewalk/cluster', join(home, 'state'));
		const answer = runWithPrograms(programsOf(home, world), script.replace('command -v systemd-run', 'true'));
		const read = (name: string): string => {
			try {
				return readFileSync(join(home, name), 'utf8');
			} catch {
				return '';
			}
		};
		return {...answer, record: read('state/proof/failover'), stopped: read('stopped'), guard: read('guard')};
	} finally {
		rmSync(home, {recursive: true});
	}
};

const healthy: World = {moves: 1200, holds: true, answers: true, starts: true};
const gapIn = (output: string): number => Number(/^gap_ms=(\d+)$/m.exec(output)?.[1]);

it('measures how long the API was away, starts haproxy again and writes the gap down', () => {
	const {exit, output, record, stopped, guard} = drill(healthy);
	expect(exit).toBe(0);
	expect(gapIn(output)).toBeGreaterThanOrEqual(1200);
	expect(gapIn(output)).toBeLessThan(1800);
	expect(record).toMatch(/^gap_ms=\d+$/m);
	expect(stopped).toBe('');
	expect(guard).toContain('--on-active=90 systemctl start haproxy');
});

it('fails when the gap is longer than 5 seconds, and starts haproxy again all the same', () => {
	const {exit, output, record, stopped} = drill({...healthy, moves: 6000});
	expect(exit).toBe(1);
	expect(gapIn(output)).toBeGreaterThanOrEqual(6000);
	expect(output).toContain('5000 are allowed');
	expect(record).toBe('');
	expect(stopped).toBe('');
});

it('gives up when nobody takes the address', () => {
	const {exit, output, stopped} = drill({holds: true, answers: true, starts: true});
	expect(exit).toBe(1);
	expect(output).toContain('The address did not move');
	expect(stopped).toBe('');
});

it('says so when haproxy does not start again', () => {
	const {exit, output} = drill({...healthy, starts: false});
	expect(exit).toBe(1);
	expect(output).toContain('It did not come back: see "journalctl -u keepalived -u haproxy".');
});

it('has nothing to do on a host without the address, as long as the API answers somewhere', () => {
	const {exit, output, guard} = drill({...healthy, holds: false});
	expect(exit).toBe(0);
	expect(output).toContain('m1 does not hold 10.77.0.100');
	expect(guard).toBe('');
	expect(drill({...healthy, holds: false, answers: false}).exit).toBe(1);
});

it('is only for an address that can move', () => {
	expect(killHaproxy!.when!(givenFor(labPlan, 'm1'))).toBe(true);
	expect(killHaproxy!.when!(givenFor(singlePlan, 'm1'))).toBe(false);
	const alone = {...labPlan, hosts: labPlan.hosts.slice(2)};
	expect(killHaproxy!.when!(givenFor(alone, 'm3'))).toBe(false);
});

it('takes away and gives back something else in each drill', () => {
	const scripts = [killHaproxy, stopKeepalived, cutLink].map(drill => drill!.run(givenFor(labPlan, 'm1')));
	const given = ['systemctl start haproxy', 'systemctl start keepalived', 'systemctl kill --signal=CONT keepalived'];
	scripts.forEach((script, index) => {
		expect(script).toContain(`trap '${given[index]}' EXIT`);
		expect(script).toContain(`--on-active=90 ${given[index]} || true`);
	});
	expect(new Set(scripts.map(script => /--unit (\S+)/.exec(script)?.[1])).size).toBe(3);
});

it('sets kube-vip aside, and does not wait for an address that stays where it moved to', () => {
	const script = stopKubeVip!.run(givenFor(kubeVipPlan, 'm1'));
	expect(script).toContain('mv /etc/kubernetes/manifests/kube-vip.yaml /etc/kubernetes/manifests/.kube-vip.drill');
	expect(script).toContain('trap ');
	expect(script).not.toContain('watch_gap 30 here');
});
