import {expect, it} from 'vitest';
import {kinds} from '../../source/transport/lab/machines/kinds.ts';
import {kernelFact, kernelNumber, kernelOf, kernels, spellKernel} from '../../steps/kernel.ts';
import type {SystemName} from '../../steps/system.ts';

it('is what uname says, whatever else a login prints', () => {
	expect(kernelFact.parse('5.14.0-570.58.1.el9_6.x86_64\n')).toBe('5.14.0-570.58.1.el9_6.x86_64');
	expect(kernelFact.parse('Welcome\n6.1.0-28-amd64\n')).toBe('6.1.0-28-amd64');
	expect(kernelFact.parse('uname: command not found\n')).toBeUndefined();
});

const number = (release: string) => kernelNumber(kernelOf(release));

it('compares 5.9 and 5.10 as numbers', () => {
	expect(number('5.9.0')).toBeLessThan(number('5.10.0-28-amd64'));
	expect(number('5.15.0')).toBeLessThan(number('6.1.0'));
});

it.each(Object.entries(kernels))('is of the version that the lab’s %s boots: %s', (system, kernel) => {
	expect(spellKernel(kernelOf(kinds[system as SystemName].kernel.release))).toBe(kernel);
});
