import {expect, test} from 'vitest';
import {archiveOf, archiveText} from '../../../source/transport/lab/archive.ts';

test('What was packed is read back, and nothing else is taken for an archive', () => {
	const archive = {sha256: 'abc', files: {'a/b': 'text\n'}};
	expect(archiveOf(archiveText(archive))).toEqual(archive);
	expect(archiveOf('text')).toBeUndefined();
	expect(archiveOf(undefined)).toBeUndefined();
});
