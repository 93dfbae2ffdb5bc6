// Debian's own haproxy and keepalived with the files that the book writes: what their parsers say, how fast the address
// moves, and what the survey says when it is on two hosts.
import {afterAll, beforeAll, expect, test} from 'vitest';
import {failoverDrills} from '../../steps/drill-failover.ts';
import {planOf} from '../../steps/plan.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {type Balancer, hasBalancers, startBalancers, stopBalancers, taskOf, whereBalancers} from './balancers.ts';

let all: readonly Balancer[] = [];
beforeAll(async () => {
	if (hasBalancers) all = await startBalancers();
}, 60_000);
afterAll(stopBalancers);

const first = (): Balancer => all[0]!;

/** The question of a task on every host: its exit code and what it says. */
const asked = (id: string) => Promise.all(all.map(({run, given}) => run(taskOf(id).check.ask(given))));

/** Until every host agrees. */
const settled = async (): Promise<void> => {
	await expect
		.poll(async () => (await asked('one-holder')).map(({exit}) => exit), {timeout: 20_000})
		.toEqual([0, 0, 0]);
};

const millisecondsIn = (output: string, name = 'gap_ms'): number =>
	Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(output)?.[1]);

test.skipIf(!hasBalancers)(
	`haproxy and keepalived of Debian accept the files as they are ${whereBalancers}`,
	async () => {
		for (const {must} of all) {
			expect(await must('haproxy -c -f /etc/haproxy/haproxy.cfg')).toBe('Configuration file is valid\n');
			expect(await must('keepalived --config-test --use-file /etc/keepalived/keepalived.conf')).toBe('');
		}
		await settled();
		expect(
			await first().must(taskOf('haproxy').check.ask(first().given).replace('systemctl is-enabled', 'true')),
		).toBe('');
	},
);

test.skipIf(!hasBalancers)('a file with a mistake never takes the place of one that works', async () => {
	const {run, must, given} = first();
	const before = await must('cat /etc/haproxy/haproxy.cfg; cat /run/haproxy.pid');
	const {exit, stdout} = await run(taskOf('haproxy').run(given).replace('balance roundrobin', 'balance fairly'));
	expect(exit).not.toBe(0);
	expect(stdout).toContain("balance only supports 'roundrobin'");
	expect(await must('cat /etc/haproxy/haproxy.cfg; cat /run/haproxy.pid')).toBe(before);
});

test.skipIf(!hasBalancers).for(failoverDrills.filter(({when}) => when?.(givenFor(labPlan, 'm1'))).map(({id}) => id))(
	'the drill %s on the holder measures a gap of less than 5 seconds, and the address comes back',
	{timeout: 60_000},
	async id => {
		const drill = failoverDrills.find(task => task.id === id)!;
		await settled();
		const {exit, stdout} = await first().run(drill.run(first().given));
		expect(stdout).toMatch(/^gap_ms=\d+$/m);
		expect(millisecondsIn(stdout)).toBeLessThan(5000);
		expect(millisecondsIn(stdout, 'return_gap_ms')).toBeLessThan(5000);
		expect(exit).toBe(0);
		await settled();
		expect(await first().must(taskOf('one-holder').check.ask(first().given))).toContain('this host holds');
	},
);

test.skipIf(!hasBalancers)('a drill that is stopped half-way gives back what it took', async () => {
	await settled();
	const {must, given} = first();
	const drill = failoverDrills.find(({id}) => id === 'failover-drill')!;
	const job = drill.run(given);
	await must(
		`cat > /tmp/drill <<'DRILL'\n${job}\nDRILL\nsetsid bash -euo pipefail /tmp/drill >/tmp/said 2>&1 & echo $! >/tmp/pid`,
	);
	await expect.poll(async () => (await first().run('pidof haproxy')).exit, {timeout: 10_000}).toBe(1);
	await must('kill -TERM -- -$(cat /tmp/pid)');
	await expect.poll(async () => (await first().run('pidof haproxy')).exit, {timeout: 10_000}).toBe(0);
	await settled();
});

test.skipIf(!hasBalancers)('two holders are found by the survey when VRRP is dropped on the way', async () => {
	await settled();
	const [, second] = all;
	await second!.must(
		"nft 'table inet deaf { chain in { type filter hook input priority -10; ip protocol 112 drop; }; }'",
	);
	await expect
		.poll(async () => (await asked('one-holder')).map(({exit}) => exit), {timeout: 15_000})
		.toEqual([0, 1, 0]);
	const {stdout} = (await asked('one-holder'))[1]!;
	expect(stdout).toContain('VRRP (IP protocol 112) does not get through');
	await second!.must('nft delete table inet deaf');
	await settled();
});

/** As a client on the third host sees it: the longest time without an answer while something happens to the first. */
const gapWhile = async (happening: () => Promise<void>): Promise<number> => {
	const {address} = planOf(first().given).endpoint;
	const watch = all[2]!.must(`
		last=$(date +%s%3N) gap=0
		for _ in $(seq 300); do
			if [ "$gap" -gt 1000 ]; then break; fi
			if curl -ksf -o /dev/null --connect-timeout 0.2 --max-time 1 https://${address}:9443/healthz; then
				at=$(date +%s%3N); if [ $((at - last)) -gt "$gap" ]; then gap=$((at - last)); fi; last=$at
			fi
			sleep 0.05
		done
		echo "gap_ms=$gap"
	`);
	await new Promise(resolve => void setTimeout(resolve, 500));
	await happening();
	return millisecondsIn(await watch);
};

test.skipIf(!hasBalancers)(
	'a cable that is really out moves the address in less than 5 seconds',
	{timeout: 60_000},
	async () => {
		await settled();
		const gap = await gapWhile(first().host.cut);
		await first().host.mend();
		expect(gap).toBeGreaterThan(1000);
		expect(gap).toBeLessThan(5000);
		await settled();
	},
);

test.skipIf(!hasBalancers)(
	'a holder that reboots without a word is replaced in less than 5 seconds, and takes the address back',
	{timeout: 60_000},
	async () => {
		await settled();
		const gap = await gapWhile(first().host.reboot);
		expect(gap).toBeGreaterThan(1000);
		expect(gap).toBeLessThan(5000);
		// What systemd does at boot for the services that the book has enabled.
		await first().must('systemctl start haproxy; systemctl start keepalived');
		await settled();
	},
);

const idleSeconds = Number(process.env['KUBEWALK_IDLE_SECONDS'] ?? '6');

const stream = (from: Balancer): string =>
	`curl -ksN --max-time ${idleSeconds + 20} "https://${from.given.host.address}:9443/log?quiet=${idleSeconds * 1000}"`;

test.skipIf(!hasBalancers)(
	`a stream through haproxy in which nobody says a word for ${idleSeconds} s is not cut, and survives a reload; short timeouts cut it (KUBEWALK_IDLE_SECONDS=600 for the long form)`,
	{timeout: (idleSeconds + 60) * 1000},
	async () => {
		await settled();
		const [, second, third] = all;
		const listening = second!.run(stream(second!));
		await new Promise(resolve => void setTimeout(resolve, 1000));
		await second!.must('systemctl reload-or-restart haproxy');
		// The same file with timeouts as people copy them from tutorials, in proportion.
		const cutting = third!.run(`
			sed -E 's/(timeout (client|server)) 4h/\\1 2s/; s/9443/9444/' /etc/haproxy/haproxy.cfg > /tmp/short.cfg
			haproxy -D -f /tmp/short.cfg -p /run/short.pid
			${stream(third!).replace(':9443', ':9444')} && code=0 || code=$?
			kill "$(cat /run/short.pid)"
			echo "curl ends with $code"
		`);
		expect((await cutting).stdout).toMatch(/^first line from m\d\ncurl ends with 18\n/m);
		expect(await listening).toMatchObject({
			exit: 0,
			stdout: expect.stringMatching(/^first line from (m\d)\nlast line from \1\n$/),
		});
	},
);
