import {createHash} from 'node:crypto';
import {expect, test} from 'vitest';
import {fromText, isOfThisVersion, version} from '../../../source/transport/lab/save.ts';
import {labShell} from '../../helpers/lab-shell.ts';
import {typeText} from '../../helpers/type-text.ts';

test('Only files that differ from a fresh installation are kept', async () => {
	const {lab, say} = labShell();
	expect(fromText(lab.save()).disks['m1']).toEqual({});
	await say('echo x > /etc/new');

	expect(Object.keys(fromText(lab.save()).disks['m1']!)).toEqual(['/etc/new']);
});

test('A lab of another version is refused with the way out', () => {
	expect(() => fromText('{"version": 1}')).toThrow('start the lab anew');
});

test('What is saved has the shape of its version: when this fails, raise `version` in save.ts and write both here', () => {
	const shape = typeText('source/transport/lab', 'save.ts', 'Saved');
	expect(shape.length).toBeGreaterThan(35);
	const hash = createHash('sha256').update(shape.join('\n')).digest('hex').slice(0, 12);

	expect({version, hash}).toEqual({version: 6, hash: 'fc0d4d50bab1'});
});

test('What a lab wrote is known by its first characters', () => {
	const text = labShell().lab.save();
	expect(isOfThisVersion(text.slice(0, 32))).toBe(true);
	expect(isOfThisVersion(text.replace(/\d+/, '1'))).toBe(false);
	expect(isOfThisVersion('')).toBe(false);
});
