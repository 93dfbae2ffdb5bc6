import {expect, test} from 'vitest';
import {debianTools} from '../../../../source/transport/lab/packages/debian-tools.ts';

test('Every package has a version, sizes and a word about itself', () => {
	const wrong = Object.entries(debianTools).filter(
		([, row]) => !/^\d/.test(row.version) || row.size <= 0 || row.installed <= 0 || row.summary.length < 6,
	);

	expect(wrong).toEqual([]);
});

test('A tool brings a program or files, or brings those that do', () => {
	const idle = Object.entries(debianTools).filter(([, row]) => !row.programs && !row.files && !row.depends);

	expect(idle.map(([name]) => name)).toEqual(['apt-transport-https']);
});
