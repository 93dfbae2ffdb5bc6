// The stage on simulated hosts of every family: what was closed is open to whom it should be, stays so after a reboot,
// and is closed again when it is taken back, with the operator's own rules untouched.
import {describe, expect, it} from 'vitest';
import {openFirewall} from '../../steps/open-firewall.ts';
import type {Plan} from '../../steps/plan.ts';
import type {MachineKind} from '../../source/transport/lab/machines/kind.ts';
import {labStage} from '../helpers/lab-stage.ts';
import {labPlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(openFirewall);

const plan: Plan = {...labPlan, hosts: labPlan.hosts.filter(({name}) => ['m1', 'm2', 'w1'].includes(name))};

type System = {
	readonly task: string;
	readonly machine: MachineKind;
	/** Puts the firewall in force, with a rule of the operator's own for port 8080. */
	readonly set: string;
	/** All its rules. */
	readonly show: string;
};

const systems: readonly System[] = [
	{
		task: 'open-ports-firewalld',
		machine: 'rocky-9',
		set: 'firewall-cmd --permanent --add-port=8080/tcp; firewall-cmd --reload',
		show: 'firewall-cmd --list-all; firewall-cmd --permanent --list-all; firewall-cmd --zone=trusted --list-all',
	},
	{
		task: 'open-ports-firewalld',
		machine: 'centos-7',
		set: 'firewall-cmd --permanent --add-port=8080/tcp; firewall-cmd --reload',
		show: 'firewall-cmd --list-all; firewall-cmd --permanent --list-all; firewall-cmd --zone=trusted --list-all',
	},
	{
		task: 'open-ports-ufw',
		machine: 'ubuntu-24.04',
		set: 'ufw allow 22/tcp; ufw allow 8080/tcp; ufw --force enable',
		show: 'ufw status; ufw show added',
	},
	{
		task: 'open-ports-nftables',
		machine: 'debian-12',
		set: "sed -i 's/tcp dport 22 accept/tcp dport { 22, 8080 } accept/' /etc/nftables.conf; systemctl restart nftables",
		show: 'nft list ruleset',
	},
];

/** How ssh fails tells what became of the packet: refused means that it came in. */
const comesIn = (stderr: string): boolean => stderr.includes('Connection refused');

describe.each(systems)('$task on $machine', ({task, machine, set, show}) => {
	it('opens to the peers what the roles need, now and after a reboot, and takes back only that', async () => {
		const stage = labStage(openFirewall, plan, machine);
		const {lab, run, say, walk, ask, undo} = stage;
		const reaches = async (port: number, from: string): Promise<boolean> =>
			comesIn((await run(`ssh -o ConnectTimeout=1 -p ${port} 10.77.0.11 true`, from)).stderr);
		await say(set, 'm1');
		const before = await say(show, 'm1');
		expect(await reaches(8080, 'm2')).toBe(true);
		expect(await reaches(6443, 'm2')).toBe(false);

		expect(await walk('m1')).toContain(task);
		const openTo = async (from: string) => [
			await reaches(6443, from),
			await reaches(2379, from),
			await reaches(10_250, from),
		];
		expect([await openTo('m2'), await openTo('w1')]).toEqual([
			[true, true, true],
			[true, false, true],
		]);
		expect([await reaches(8080, 'm2'), await reaches(5432, 'm2')]).toEqual([true, false]);
		expect(await walk('m1')).toEqual([]);

		lab.powerOff('m1');
		lab.powerOn('m1');
		await say('sleep 2', 'm1');
		expect((await ask('m1'))[task]).toBe(true);
		expect([await openTo('m2'), await reaches(5432, 'm2')]).toEqual([[true, true, true], false]);

		await undo('m1');
		expect([await reaches(6443, 'm2'), await reaches(2379, 'm2'), await reaches(8080, 'm2')]).toEqual([
			false,
			false,
			true,
		]);
		expect(await say(show, 'm1')).toBe(before);
	});
});
