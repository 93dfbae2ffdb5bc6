import {expect, test} from 'vitest';
import {findNic, macOf} from '../../steps/on-the-wire.ts';
import {runHere} from '../helpers/scripts.ts';

const ip = `
	ping() { false; }
	ip() {
		if [ "$1" = neigh ]; then
			[ "$3" = 10.77.0.12 ] && echo '10.77.0.12 dev ens3 lladdr 52:64:cf:d6:6b:1c REACHABLE'
			[ "$3" = 10.77.0.13 ] && echo '10.77.0.13 dev ens3 FAILED'
		else
			printf '%s\\n' '1: lo    inet 127.0.0.1/8 scope host lo' '2: ens3    inet 10.77.0.11/24 brd 10.77.0.255 scope global ens3' '2: ens3    inet 10.77.0.100/32 scope global ens3'
		fi
		return 0
	}
`;

test.each([
	['10.77.0.11', 'ens3'],
	['10.77.0.1', ''],
	['10.77.0.100', 'ens3'],
])('The interface of %s is "%s"', (address, nic) => {
	expect(runHere(`set -euo pipefail; ${ip} ${findNic(address).bash}; echo "$nic"`).output).toBe(`${nic}\n`);
});

const whoAnswers = (address: string): string =>
	runHere(`set -euo pipefail; ${ip} ${macOf.bash}\nmac_of ${address}`).output;

test('Who answers is known by the MAC, even when pings are not answered', () => {
	expect(whoAnswers('10.77.0.12')).toBe('52:64:cf:d6:6b:1c\n');
	expect(whoAnswers('10.77.0.13')).toBe('');
});
