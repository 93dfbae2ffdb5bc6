import {expect, test} from 'vitest';
import {sharedAddress} from '../../steps/share-address.ts';
import {externalPlan, givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const task = (id: string) => sharedAddress.find(task => task.id === id)!;
const ask = (id: string, host: string, world: string) =>
	runHere(`set -euo pipefail\n${world}\n${task(id).check.ask(givenFor(labPlan, host))}`);

/** `alive` are the hosts whose haproxy answers. */
const world = (holding: boolean, alive: readonly string[]): string => `
	ip() { echo '2: eth0    inet 10.77.0.12/24 scope global eth0'${holding ? `; echo '2: eth0    inet 10.77.0.100/32 scope global eth0'` : ''}; }
	curl() { case "$*" in ${[...alive.map(address => `*${address}:*`), 'none'].join(' | ')}) return 35 ;; *) return 7 ;; esac; }
`;

test.each([
	['m1', true, [], 'this host holds 10.77.0.100', 0],
	['m1', false, [], 'does not hold 10.77.0.100', 1],
	['m2', false, ['10.77.0.11'], '10.77.0.11 comes first, this host waits', 0],
	['m2', true, [], 'this host holds 10.77.0.100', 0],
	['m3', false, ['10.77.0.12'], '10.77.0.12 comes first', 0],
])('%s, holding %s, with %j alive before it', (host, holding, alive, sentence, exit) => {
	const answer = ask('one-holder', host, world(holding, alive));

	expect(answer.output).toContain(sentence);
	expect(answer.exit).toBe(exit);
});

test('Two holders are told from VRRP that does not get through', () => {
	const {exit, output} = ask('one-holder', 'm2', world(true, ['10.77.0.11']));

	expect(exit).toBe(1);
	expect(output).toContain('VRRP (IP protocol 112) does not get through');
});

const neighbour = (holder: string): string => `
	ping() { false; }
	timeout() { :; }
	ip() {
		case "$1 $2 \${3:-}" in
			'neigh show 10.77.0.100') echo '10.77.0.100 dev eth0 lladdr ${holder} REACHABLE' ;;
			'neigh show 10.77.0.12') echo '10.77.0.12 dev eth0 lladdr 52:00:00:00:00:02 REACHABLE' ;;
			'-o addr show') echo '2: eth0    inet 10.77.0.11/24 scope global eth0' ;;
		esac
	}
`;

test('A control plane may have the address already, a stranger may not', () => {
	expect(ask('virtual-address-free', 'm1', neighbour('52:00:00:00:00:02'))).toEqual({
		exit: 0,
		output: '10.77.0.12 holds it\n',
	});
	const {exit, output} = ask('virtual-address-free', 'm1', neighbour('52:00:00:00:00:99'));
	expect(exit).toBe(1);
	expect(output).toContain('52:00:00:00:00:99 answers for 10.77.0.100 and is none of the control planes');
});

test('keepalived is told the interface that has the address of the host', () => {
	const script = task('keepalived').run(givenFor(labPlan, 'm2')).replaceAll('/etc/keepalived', './keepalived');
	const {output} = runHere(
		`set -euo pipefail\nip() { echo '2: ens18    inet 10.77.0.12/24 scope global ens18'; }\nsystemctl() { echo "systemctl $*"; }\n${script}\ngrep interface keepalived/keepalived.conf\nstat -c %a keepalived/check-haproxy.sh`,
	);

	expect(output).toBe('systemctl enable keepalived\nsystemctl restart keepalived\n    interface ens18\n755\n');
});

test('Plans with a load balancer of their own have none of this', () => {
	expect(sharedAddress.filter(task => task.when?.(givenFor(externalPlan, 'm1')) ?? true)).toEqual([]);
});
