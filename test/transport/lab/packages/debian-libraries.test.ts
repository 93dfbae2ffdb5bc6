import {expect, test} from 'vitest';
import {debianLibraries} from '../../../../source/transport/lab/packages/debian-libraries.ts';

test('Every package has a version, sizes and a word about itself', () => {
	for (const [name, row] of Object.entries(debianLibraries)) {
		expect(row.version, name).toMatch(/^[\d:]/);
		expect(row.size, name).toBeGreaterThan(0);
		expect(row.installed, name).toBeGreaterThan(0);
		expect(row.summary.length, name).toBeGreaterThan(5);
	}
});

test('A library starts nothing and brings no program', () => {
	expect(Object.values(debianLibraries).filter(row => row.units ?? row.programs)).toEqual([]);
});
