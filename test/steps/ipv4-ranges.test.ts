import {expect, test} from 'vitest';
import {ipv4Ranges} from '../../steps/ipv4-ranges.ts';
import {runHere} from '../helpers/scripts.ts';

test.each([
	['10.96.0.0/12', '174063616 1048576'],
	['10.96.0.10', '174063626 1'],
	['255.255.255.255/32', '4294967295 1'],
])('%s begins at and has %s', (cidr, words) => {
	const program = `${ipv4Ranges.bash} BEGIN {printf "%.0f %.0f", first(cidr), size(cidr)}`;
	expect(runHere(`awk -v cidr=${cidr} '${program}'`).output).toBe(words);
});
