import {expect, test} from 'vitest';
import {findSwap, swapLines, swapsInFstab} from '../../../source/transport/lab/swap.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Swap is what fstab says, comments and noauto left out', () => {
	const files = labShell().lab.filesOf('m1');
	expect(swapsInFstab(files).map(({device}) => device)).toEqual(['/dev/vda5']);
	files.write(
		'/etc/fstab',
		'#UUID=x none swap sw 0 0\n/swapfile none swap sw,noauto 0 0\n/dev/vda5 none swap sw 0 0\n',
	);

	expect(swapLines(files)).toEqual(['/dev/vda5']);
});

test('A swap file counts when it is there', () => {
	const files = labShell().lab.filesOf('m1');
	expect(findSwap(files, '/swapfile')).toBeUndefined();
	files.write('/swapfile', '');

	expect(findSwap(files, '/swapfile')?.device).toBe('/swapfile');
	expect(findSwap(files, 'UUID=nobody')).toBeUndefined();
});
