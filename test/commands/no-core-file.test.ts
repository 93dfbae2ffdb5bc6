import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {has} from '../hosts/workplace.ts';

const module = join(import.meta.dirname, '../../source/commands/no-core-file.ts');

test.skipIf(!has('prlimit'))(
	'A process that refuses them leaves no core file (skipped where there is no prlimit)',
	() => {
		const script = `
		const {refuseCoreFiles} = await import(${JSON.stringify(module)});
		const {readFileSync} = await import('node:fs');
		const said = refuseCoreFiles();
		console.log(said, /^Max core file size +(\\S+) +(\\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')).slice(1).join(' '));`;
		const {stdout} = spawnSync(process.execPath, ['--input-type=module', '-e', script], {encoding: 'utf8'});

		expect(stdout).toBe('true 0 0\n');
	},
);
