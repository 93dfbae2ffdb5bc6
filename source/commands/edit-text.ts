// A text in the person's own editor, while that has the terminal.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** The editor of the person's choice, on a file that nobody else can read. */
export const editText = async (text: string): Promise<string> => {
	const folder = mkdtempSync(join(tmpdir(), 'kubewalk-'));
	const file = join(folder, 'command.sh');
	const editor = process.env['VISUAL'] || process.env['EDITOR'] || 'vi';
	try {
		writeFileSync(file, text, {mode: 0o600});
		spawnSync('sh', ['-c', `${editor} "$1"`, 'sh', file], {stdio: 'inherit'});
		return readFileSync(file, 'utf8');
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
};
