import {expect, test} from 'vitest';
import {
	archiveName,
	database,
	library,
	planWords,
	reading,
	size,
	wrapped,
} from '../../../../source/transport/lab/commands/apt-words.ts';
import {readOptions} from '../../../../source/transport/lab/options.ts';
import {aptSources} from '../../../../source/transport/lab/packages/apt-sources.ts';
import {packageOf} from '../../../../source/transport/lab/packages/catalogue.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

const step = (name: string, version: string, before?: string) => ({
	item: packageOf(name)!,
	version,
	source: aptSources(labShell().lab.filesOf('m1'))[0]!,
	...(before && {before}),
});

test('Names are wrapped at the edge of the terminal', () => {
	const names = Array.from({length: 14}, (_, index) => `package-${index}`);

	expect(wrapped('Title:', names).every(line => line.length <= 79)).toBe(true);
	expect(wrapped('Title:', names)).toHaveLength(3);
	expect(wrapped('Title:', [])).toEqual([]);
});

test('Sizes are said as apt says them', () => {
	expect(size(375)).toBe('375 kB');
	expect(size(4126)).toBe('4126 kB');
	expect(size(16_100)).toBe('16.1 MB');
	expect(size(124_000)).toBe('124 MB');
});

test('A plan is counted: new, upgraded, downgraded', () => {
	const plan = {
		steps: [step('haproxy', '2', '1'), step('socat', '1'), step('jq', '1', '2')],
		additional: [],
		removes: [],
		present: [],
		errors: [],
	};
	const words = planWords(plan, readOptions([]));

	expect(words).toContain('1 upgraded, 1 newly installed, 1 downgraded, 0 to remove and 0 not upgraded.');
	expect(words).toContain('The following packages will be DOWNGRADED:');
});

test('Archives and libraries have their names', () => {
	expect(archiveName(step('keepalived', '1:2.2.7-1+b2'), 3)).toBe('.../03-keepalived_1%3a2.2.7-1+b2_amd64.deb');
	expect(library(step('libcap2', '1'))).toBe('libcap2:amd64');
	expect(database()).toContain('files and directories currently installed.');
	expect(reading[0]).toBe('Reading package lists...');
});
