import {expect, test} from 'vitest';
import {plainFile} from '../../steps/archive.ts';

test('A file without a processor of its own is the same for all', () => {
	const file = plainFile('https://files.example/manifest.yaml', 'abc', 'name another mirror');
	expect(file.address.arm64).toBe(file.address.amd64);
	expect(file.sha256).toEqual({amd64: 'abc', arm64: 'abc'});
});
