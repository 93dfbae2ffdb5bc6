import {expect, test} from 'vitest';
import {debianLibraries} from '../../../../source/transport/lab/packages/debian-libraries.ts';

test('Every package has a version, sizes and a word about itself', () => {
	const wrong = Object.entries(debianLibraries).filter(
		([, row]) => !/^\d/.test(row.version) || row.size <= 0 || row.installed <= 0 || row.summary.length < 6,
	);

	expect(wrong).toEqual([]);
});

test('A library starts nothing and brings no program', () => {
	expect(Object.values(debianLibraries).filter(row => row.units ?? row.programs)).toEqual([]);
});
