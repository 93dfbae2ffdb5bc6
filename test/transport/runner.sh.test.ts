import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {newMark} from '../../source/transport/frames.ts';
import {attachScript} from '../../source/transport/job.sh.ts';
import {runner} from '../../source/transport/runner.sh.ts';
import {startJob, type Told} from '../hosts/wrapper.ts';
import {makeWorkplace} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const base = join(workplace, 'jobs');

const start = (id: string, script: string, path = ''): Told => startJob(base, id, script, 20, path);

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

test('A claim that a power cut left empty counts as interrupted, not as free', () => {
	mkdirSync(join(base, 'empty'), {recursive: true});
	writeFileSync(join(base, 'empty', 'pid'), '');

	expect(start('empty', 'echo again')['ended']).toBe('125 interrupted');
});

test('A runner that is so late that we said that nothing has run, runs nothing', () => {
	const place = join(workplace, 'late-claim');
	mkdirSync(place);
	const [ran, go] = [join(place, 'ran'), join(place, 'go')];
	const late = `#!/bin/sh\nexec >/dev/null\nuntil [ -e ${go} ]; do sleep 0.1; done\nexec /usr/bin/setsid "$@"\n`;
	writeFileSync(join(place, 'setsid'), late, {mode: 0o755});
	const told = start('late-claim', `touch ${ran}`, place);

	expect(told['problem']).toBe(`its directory ${join(base, 'late-claim')} does not let the job start`);
	writeFileSync(go, '');
	const ended = ['-c', 'until grep -q "^[0-9]" "$1/exit"; do sleep 0.1; done', 'sh', join(base, 'late-claim')];
	expect(spawnSync('sh', ended, {timeout: 30_000}).status).toBe(0);
	expect(start('late-claim', `touch ${ran}`)['ended']).toBe('130 stopped');
	expect(existsSync(ran)).toBe(false);
}, 90_000);

test('A runner that takes its time to start is waited for', () => {
	const place = join(workplace, 'slow-start');
	mkdirSync(place);
	writeFileSync(join(place, 'setsid'), '#!/bin/sh\nsleep 2\nexec /usr/bin/setsid "$@"\n', {mode: 0o755});

	expect(start('slow-start', 'echo at last', place)).toMatchObject({stdout: 'at last\n', ended: '0 ended'});
});

test('While a claim has no words yet, it is not called interrupted', () => {
	const directory = join(base, 'wordless');
	mkdirSync(directory, {recursive: true});
	writeFileSync(join(directory, 'pid'), '');
	writeFileSync(join(directory, 'exit'), `${' '.repeat(20)}\n`);
	const words = `sleep 0.5; echo "$$ $(cut -d ' ' -f 22 /proc/$$/stat) $(cat /proc/sys/kernel/random/boot_id)" > "$1/pid"; sleep 1; echo '3 ended ' > "$1/exit"`;
	const writer = spawn('sh', ['-c', words, 'sh', directory], {stdio: 'ignore'});

	expect(start('wordless', 'echo again')).toEqual({begin: '', ended: '3 ended'});
	writer.kill();
});

test('What is written of an end this moment is not read', () => {
	const directory = join(base, 'half-an-end');
	mkdirSync(directory, {recursive: true});
	writeFileSync(join(directory, 'pid'), '1 1 an-earlier-boot\n');
	for (const half of [' 24 timeout         ', '12                  ', '1 end', '']) {
		writeFileSync(join(directory, 'exit'), `${half}\n`);
		expect(start('half-an-end', 'echo again')['ended']).toBe('125 interrupted');
	}
	writeFileSync(join(directory, 'exit'), '12 ended            \n');
	expect(start('half-an-end', 'echo again')['ended']).toBe('12 ended');
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
