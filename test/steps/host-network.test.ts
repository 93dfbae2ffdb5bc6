import {expect, test} from 'vitest';
import {hostNetwork} from '../../steps/host-network.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const ask = (id: string, world: string, host = 'm1') =>
	runHere(`set -euo pipefail\n${world}\n${hostNetwork.find(task => task.id === id)!.run(givenFor(labPlan, host))}`);

const ip = (address: string, route: string): string => `ip() {
	case "$*" in
		*addr*) echo '2: ens3    inet ${address}/24 brd 10.77.0.255 scope global ens3' ;;
		*route*) printf '%s' '${route}' ;;
	esac
}`;

test("The plan's address must be on an interface", () => {
	expect(ask('own-address', ip('10.77.0.11', 'default via 10.77.0.1 dev ens3\n')).output).toBe(
		'ens3, default via 10.77.0.1 dev ens3\n',
	);
	const {exit, output} = ask('own-address', ip('10.77.0.99', 'default via 10.77.0.1 dev ens3\n'));
	expect(exit).toBe(1);
	expect(output).toContain('No interface has 10.77.0.11');
	expect(output).toContain('ens3 10.77.0.99/24');
});

test('A default route must be there', () => {
	expect(ask('own-address', ip('10.77.0.11', '')).output).toContain('There is no default route');
});

const neighbours = (macs: Readonly<Record<string, string>>): string => `
	ping() { case "$5" in ${Object.keys(macs).join(' | ')}) true ;; *) false ;; esac; }
	ip() {
		case "$1 $2" in
			'-o addr') echo '2: ens3    inet 10.77.0.11/24 scope global ens3' ;;
			'link show') echo '    link/ether 52:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff' ;;
			'neigh show') case $3 in ${Object.entries(macs)
				.map(([address, mac]) => `${address}) echo 'x dev ens3 lladdr ${mac} REACHABLE' ;;`)
				.join(' ')} esac ;;
		esac
	}
`;

const all = {
	'10.77.0.12': '52:00:00:00:00:02',
	'10.77.0.13': '52:00:00:00:00:03',
	'10.77.0.21': '52:00:00:00:00:04',
	'10.77.0.22': '52:00:00:00:00:05',
};

test('All hosts answer, each with a MAC of its own', () => {
	expect(ask('other-hosts', neighbours(all))).toEqual({exit: 0, output: 'all other hosts answer\n'});
});

test('A clone with the MAC of another host is found', () => {
	expect(ask('other-hosts', neighbours({...all, '10.77.0.21': '52:00:00:00:00:02'})).output).toContain(
		'10.77.0.21 has the MAC 52:00:00:00:00:02 of another host',
	);
	expect(ask('other-hosts', neighbours({...all, '10.77.0.13': '52:00:00:00:00:01'})).exit).toBe(1);
});

test('A host that is off is named', () => {
	const {'10.77.0.22': _off, ...others} = all;

	expect(ask('other-hosts', neighbours(others))).toEqual({
		exit: 1,
		output: '10.77.0.22 does not answer: is it on, and is its address right?\n',
	});
});

const listening = (...lines: readonly string[]): string =>
	`ss() { echo 'State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process'; ${lines.map(line => `echo '${line}'`).join('; ')}; }`;

test('Ports that nobody holds are free', () => {
	expect(ask('free-ports', listening('LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=9,fd=3))')).exit).toBe(0);
});

test('A port that a stranger holds is named with him', () => {
	const {exit, output} = ask('free-ports', listening('LISTEN 0 511 *:6443 *:* users:(("nginx",pid=812,fd=6))'));

	expect(exit).toBe(1);
	expect(output).toBe(
		'Port 6443 is for kube-apiserver but is held by users:(("nginx",pid=812,fd=6)): stop that program.\n',
	);
});

test('On an installed cluster the components hold their own ports', () => {
	const {exit} = ask(
		'free-ports',
		listening(
			'LISTEN 0 4096 *:6443 *:* users:(("kube-apiserver",pid=1,fd=3))',
			'LISTEN 0 4096 127.0.0.1:10257 0.0.0.0:* users:(("kube-controller",pid=2,fd=3))',
			'LISTEN 0 4096 0.0.0.0:9443 0.0.0.0:* users:(("haproxy",pid=3,fd=3))',
		),
	);

	expect(exit).toBe(0);
});
