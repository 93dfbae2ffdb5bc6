import {expect, test} from 'vitest';
import {previewOf} from '../../source/ui/preview.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

test('A script that cannot be made shows its sentence instead', () => {
	const broken = making('a', {
		run: () => {
			throw new Error('A NUL character cannot be part of a command.');
		},
	});
	const {engine} = openEngine(bookOf(broken, making('b')), createFakeWorld());

	expect(previewOf(engine, 'a', 'm1').script).toBe('# A NUL character cannot be part of a command.');
	expect(previewOf(engine, 'b', 'm1').script).toBe('make b');
});
