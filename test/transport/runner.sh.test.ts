import {spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {newMark} from '../../source/transport/frames.ts';
import {attachScript} from '../../source/transport/job.sh.ts';
import {runner} from '../../source/transport/runner.sh.ts';
import {makeWorkplace} from '../hosts/workplace.ts';

const base = join(makeWorkplace(), 'jobs');

test('What a script held is gone when it has ended, also where nobody follows it any more', () => {
	const directory = join(base, 'unfollowed');
	mkdirSync(directory, {recursive: true});
	writeFileSync(join(directory, 'exit'), ' '.repeat(20));
	writeFileSync(join(directory, 'runner.m'), runner);
	for (const mark of ['m', 'late']) writeFileSync(join(directory, `script.${mark}`), 'echo secret > /dev/null');

	expect(spawnSync('sh', [join(directory, 'runner.m'), directory, 'm', '20']).status).toBe(0);
	for (const mark of ['m', 'late']) expect(readFileSync(join(directory, `script.${mark}`), 'utf8')).toBe('');

	spawnSync('sh', ['-s'], {input: attachScript({base, id: 'unfollowed', mark: newMark()}, {stdout: 0, stderr: 0})});
	expect(readdirSync(directory).toSorted()).toEqual(['err', 'exit', 'group', 'out', 'pid']);
});

test('What docs/architecture.md shows of the runner is what runs', () => {
	const document = readFileSync(join(import.meta.dirname, '../../docs/architecture.md'), 'utf8');
	const shown = /The core of the runner:\n\n```sh\n([^]*?)```/.exec(document)?.[1]?.trimEnd().split('\n') ?? [];
	const lines = runner.split('\n');

	expect(shown.length).toBeGreaterThan(10);
	let at = -1;
	for (const line of shown) {
		at = lines.indexOf(line, at + 1);
		expect(`${at >= 0} ${line}`).toBe(`true ${line}`);
	}
});
