import {expect, test} from 'vitest';
import {debianTools} from '../../../../source/transport/lab/packages/debian-tools.ts';

test('Every package has a version, sizes and a word about itself', () => {
	for (const [name, row] of Object.entries(debianTools)) {
		expect(row.version, name).toMatch(/^[\d:]/);
		expect(row.size, name).toBeGreaterThan(0);
		expect(row.installed, name).toBeGreaterThan(0);
		expect(row.summary.length, name).toBeGreaterThan(5);
	}
});

test('A tool brings a program or files, or brings those that do', () => {
	const idle = Object.entries(debianTools).filter(([, row]) => !row.programs && !row.files && !row.depends);

	expect(idle.map(([name]) => name)).toEqual(['apt-transport-https']);
});
