import {expect, it} from 'vitest';
import {isAddress, lookedUp, nodeAddress} from '../../steps/node-address.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';

it('gives an address as it is and a name as a look-up', () => {
	expect(isAddress('10.77.0.11')).toBe(true);
	expect(isAddress('m1.example.com')).toBe(false);
	expect(nodeAddress({name: 'm1', address: '10.77.0.11', role: 'control-plane'})).toBe('10.77.0.11');
});

it('does not take the loopback address that Debian gives a host’s own name', () => {
	const answer = '127.0.1.1       STREAM m1\n10.77.0.11      STREAM\n10.77.0.11      DGRAM';
	const {output} = runWithPrograms({getent: prints(answer)}, `echo ${lookedUp('m1').bash}`);
	expect(output).toBe('10.77.0.11\n');
});
