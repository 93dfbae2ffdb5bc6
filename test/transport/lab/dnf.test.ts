import {expect, test} from 'vitest';
import {performed, size} from '../../../source/transport/lab/dnf/words.ts';
import {labShell} from '../../helpers/lab-shell.ts';

const {run, say} = labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine: 'rocky-9'}]});

test('Sizes are as dnf writes them', () => {
	expect([size(540), size(2250), size(31_800)]).toEqual(['540 k', '2.2 M', '31 M']);
});

test('A transaction ends with what was done, by kind', () => {
	const lines = performed([{verb: 'Erasing', what: 'a-1.x86_64', says: ['warning: kept']}], 'dnf');
	expect(lines.slice(-4)).toEqual(['Removed:', '  a-1.x86_64', '', 'Complete!']);
	expect(lines).toContain('warning: kept');
});

test('list tells installed from available packages, and repolist names the enabled repositories', async () => {
	expect(await say('dnf -q list haproxy bash')).toMatch(
		/^Installed Packages\nbash\.x86_64 +5\.1\.8-9\.el9 +@anaconda\nAvailable Packages\nhaproxy\.x86_64 +2\.4\.22-4\.el9 +appstream$/,
	);
	expect(await run('dnf -q list nonesuch')).toMatchObject({exit: 1, stderr: 'Error: No matching Packages to list\n'});
	expect(await say("dnf -q repolist | awk 'NR > 1 {print $1}'")).toBe('appstream\nbaseos\nextras');
	expect(await say('dnf -q info haproxy')).toContain('Version      : 2.4.22\nRelease      : 4.el9\n');
});
