import {expect, test} from 'vitest';
import {findSwap, swapLines, swapsInFstab} from '../../../source/transport/lab/swap.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Swap is what fstab says, comments and noauto left out', () => {
	const {lab} = labShell();
	const files = lab.filesOf('m1');
	const machine = lab.world.machines['m1']!;
	expect(swapsInFstab(machine, files).map(({device}) => device)).toEqual(['/dev/vda5']);
	files.write(
		'/etc/fstab',
		'#UUID=x none swap sw 0 0\n/swapfile none swap sw,noauto 0 0\n/dev/vda5 none swap sw 0 0\n',
	);

	expect(swapLines(files)).toEqual(['/dev/vda5']);
});

test('A swap file counts when it is there', () => {
	const {lab} = labShell();
	const files = lab.filesOf('m1');
	const machine = lab.world.machines['m1']!;
	expect(findSwap(machine, files, '/swapfile')).toBeUndefined();
	files.write('/swapfile', '');

	expect(findSwap(machine, files, '/swapfile')?.device).toBe('/swapfile');
	expect(findSwap(machine, files, 'UUID=nobody')).toBeUndefined();
});
