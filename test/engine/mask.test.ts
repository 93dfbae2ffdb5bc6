import {expect, test} from 'vitest';
import {createMasking} from '../../source/engine/mask.ts';

const block = {from: /BEGIN KEY/, to: /END KEY/, lines: 3};

const masking = () => createMasking([block, /\bkey-\d+\b/g, /(?<before>password: )\S+/g], value => `<${value.length}>`);

test('A match is masked, but for what its group before holds', () => {
	expect(masking()('key-12345 password: hunter2 here\n')).toBe('<9> password: <7> here\n');
});

test('A block is masked between its first and its last line', () => {
	expect(masking()('a\nBEGIN KEY\nMII\nxyz\nEND KEY\nb\n')).toBe('a\nBEGIN KEY\n<7>\nEND KEY\nb\n');
});

test('A block on one line is masked there, and so are two', () => {
	expect(masking()('"BEGIN KEY\\nMII\\nEND KEY", "BEGIN KEYxEND KEY"\n')).toBe(
		'"BEGIN KEY<7>END KEY", "BEGIN KEY<1>END KEY"\n',
	);
});

test('A block goes on in the texts that follow, whatever they are cut into', () => {
	const mask = masking();

	expect(['a\nBEGIN KEY\n', 'MII\n', 'xyz\n', 'END KEY\nb\n'].map(mask)).toEqual([
		'a\nBEGIN KEY\n<0>\n',
		'',
		'',
		'END KEY\nb\n',
	]);
});

test('A first line that has no last one hides so many lines and no more', () => {
	const mask = masking();

	expect(mask('BEGIN KEY\none\n') + mask('two\nthree\nfour\n')).toBe('BEGIN KEY\n<3>\nfour\n');
});

test('What the mask is asked to leave stays', () => {
	const mask = createMasking([/\$?\w+/g], value => (value.startsWith('$') ? value : '…'));

	expect(mask('$one two')).toBe('$one …');
});
