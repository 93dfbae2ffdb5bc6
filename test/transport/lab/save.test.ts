import {expect, test} from 'vitest';
import {fromText} from '../../../source/transport/lab/save.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Only files that differ from a fresh installation are kept', async () => {
	const {lab, say} = labShell();
	expect(fromText(lab.save()).disks['m1']).toEqual({});
	await say('echo x > /etc/new');

	expect(Object.keys(fromText(lab.save()).disks['m1']!)).toEqual(['/etc/new']);
});

test('A lab of another version is refused with the way out', () => {
	expect(() => fromText('{"version": 2}')).toThrow('start the lab anew');
});
