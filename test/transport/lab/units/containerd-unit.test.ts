import {expect, test} from 'vitest';
import {containerdVersion, plainContainerdVersion} from '../../../../source/transport/lab/units/containerd-unit.ts';
import {oldest, prepared} from '../../../helpers/machines.ts';

const lines = (journal: readonly {unit: string; text: string}[]): string =>
	journal
		.filter(({unit}) => unit === 'containerd.service')
		.map(({text}) => text)
		.join('\n');

test('A broken configuration ends it, and what it read at its start stays until a restart', () => {
	const {machine, filesOf, systemctl} = prepared(1, 0);
	const good = filesOf('m1').read('/etc/containerd/config.toml')!;
	filesOf('m1').write('/etc/containerd/config.toml', good.replace('SystemdCgroup = true', 'SystemdCgroup = false'));

	expect(machine('m1').runtime?.systemdCgroup).toBe(true);

	systemctl('m1', 'restart', 'containerd');

	expect(machine('m1').runtime?.systemdCgroup).toBe(false);

	filesOf('m1').write('/etc/containerd/config.toml', `${good}\nbroken\n`);
	systemctl('m1', 'restart', 'containerd');

	expect(machine('m1').units['containerd.service']?.state).not.toBe('active');
	expect(machine('m1').runtime).toBeUndefined();
	expect(lines(machine('m1').journal)).toMatch(/containerd: failed to unmarshal TOML at row \d+ column/);
	expect(filesOf('m1').exists('/run/containerd/containerd.sock')).toBe(false);
});

test('The version is the package’s, whoever packaged it', () => {
	expect(containerdVersion(prepared(1, 0, oldest).machine('m1'))).toBe('1.6.20~ds1');
	expect(plainContainerdVersion(prepared(1, 0, oldest).machine('m1'))).toBe('1.6.20');
	expect(plainContainerdVersion(prepared(1, 0).machine('m1'))).toBe('2.3.2');
});
