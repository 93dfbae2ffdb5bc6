import {beforeEach, expect, test} from 'vitest';
import {dueScripts} from '../../../../source/transport/lab/keepalived/scripts.ts';
import {balancedHosts, holders, keepalivedConfig, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await balancedHosts();
});

const journal = (name: string): Promise<string> => hosts.must(name, 'journalctl -u keepalived --no-pager -o cat');

test('a failing script takes its weight off, and the address moves; a passing one gives it back', async () => {
	await hosts.must('m1', 'systemctl stop haproxy; sleep 9');
	expect(holders(hosts)).toEqual(['m2']);
	const said = await journal('m1');
	expect(said).toContain('Script `chk_haproxy` now returning 1');
	expect(said).toContain('VRRP_Script(chk_haproxy) failed (exited with status 1)');
	expect(said).toContain('(VI_1) Changing effective priority from 101 to 81');
	await hosts.must('m1', 'systemctl start haproxy; sleep 9');
	expect(holders(hosts)).toEqual(['m1']);
	expect(await journal('m1')).toContain('(VI_1) Changing effective priority from 81 to 101');
});

test('one failure is not enough when two are asked for', async () => {
	await hosts.must('m1', 'systemctl stop haproxy; sleep 2; systemctl start haproxy; sleep 8');
	expect(holders(hosts)).toEqual(['m1']);
	expect(await journal('m1')).not.toContain('Changing effective priority');
});

test('a weight too small to pass the next priority moves nothing', async () => {
	const small = write('/etc/keepalived/keepalived.conf', keepalivedConfig('m1', 150, -20));
	await hosts.must('m1', `${small}systemctl restart keepalived; sleep 6; systemctl stop haproxy; sleep 9`);
	expect(holders(hosts)).toEqual(['m1']);
	expect(await journal('m1')).toContain('(VI_1) Changing effective priority from 150 to 130');
});

test('weight 0 takes the host out of the election', async () => {
	const zero = write('/etc/keepalived/keepalived.conf', keepalivedConfig('m1', 101, 0));
	await hosts.must('m1', `${zero}systemctl restart keepalived; sleep 6; systemctl stop haproxy; sleep 9`);
	expect(holders(hosts)).toEqual(['m2']);
	expect(await journal('m1')).toContain('(VI_1) Entering FAULT STATE');
});

test('only scripts of machines that run are due', () => {
	hosts.lab.world.now += 5000;
	expect(dueScripts(hosts.lab.world).map(({machine}) => machine.name)).toEqual(['m1', 'm2', 'm3']);
	hosts.lab.powerOff('m2');
	expect(dueScripts(hosts.lab.world).map(({machine}) => machine.name)).toEqual(['m1', 'm3']);
});

test('a holder that is put out of the election says so, and is not waited for', async () => {
	for (const [index, name] of ['m1', 'm2', 'm3'].entries()) {
		const config = keepalivedConfig(name, 101 - index, 0);
		await hosts.must(name, `${write('/etc/keepalived/keepalived.conf', config)}systemctl restart keepalived`);
	}
	await hosts.must('m1', 'sleep 15');
	expect(holders(hosts)).toEqual(['m1']);
	await hosts.must('m1', 'systemctl stop haproxy');
	const began = hosts.lab.world.now;
	while (holders(hosts).length > 0 && hosts.lab.world.now - began < 20_000) await hosts.must('m2', 'sleep 0.3');
	while (holders(hosts).length === 0 && hosts.lab.world.now - began < 20_000) await hosts.must('m2', 'sleep 0.3');
	expect(holders(hosts)).toEqual(['m2']);
	// Two failures, 2 s apart: silence alone would take 3.6 s more.
	expect(hosts.lab.world.now - began).toBeLessThan(6000);
});
