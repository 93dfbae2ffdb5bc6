import {expect, test} from 'vitest';
import {swapUnitName} from '../../../../source/transport/lab/commands/systemctl-swaps.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

test('A device becomes a unit as systemd-escape has it', () => {
	expect(swapUnitName('/dev/vda5')).toBe('dev-vda5.swap');
	expect(swapUnitName('UUID=ab-cd')).toBe(String.raw`dev-disk-by\x2duuid-ab\x2dcd.swap`);
});

test('Stopping or masking the unit switches the swap off', async () => {
	const {say} = labShell();
	const unit = await say('systemctl list-units --type=swap --no-legend | awk "NR == 1 {print \\$1}"');
	expect(unit).toMatch(/\.swap$/);
	await say(`systemctl stop '${unit}'`);
	expect(await say('swapon --show')).toBe('');
	await say('swapon -a');
	await say(`systemctl mask '${unit}'`);

	expect(await say(`swapon --show; systemctl is-enabled '${unit}'`)).toBe('masked');
});
