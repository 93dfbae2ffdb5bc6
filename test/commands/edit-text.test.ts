import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {editText} from '../../source/commands/edit-text.ts';
import {ownHome} from '../helpers/own-home.ts';

const home = ownHome();

test('The text comes back as the editor of the person left it, from a file that nobody else can read and that is gone then', async () => {
	const seen = join(home(), 'seen');
	vi.stubEnv('VISUAL', `sed -i s/one/two/ "$1"; echo "$1" > ${seen}; stat -c %a "$1" >> ${seen}; true`);

	expect(await editText('echo one\n')).toBe('echo two\n');
	const [file, mode] = readFileSync(seen, 'utf8').trim().split('\n');
	expect(mode).toBe('600');
	expect(existsSync(file!)).toBe(false);
});
