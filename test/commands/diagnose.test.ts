import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {diagnose, type DiagnoseOptions} from '../../source/commands/diagnose.ts';
import {recordedIo} from '../helpers/recorded-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubewalk-diagnose-'));
afterAll(() => rmSync(folder, {recursive: true}));

const run = async (options: Omit<DiagnoseOptions, 'language'>) => {
	const {io, stdout, stderr} = recordedIo();
	return {code: await diagnose({language: 'en', ...options}, io), stdout: stdout(), stderr: stderr()};
};

const file = (name: string, content: string | Uint8Array): string => {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
};

const swap = file(
	'swap',
	'm1# kubeadm init\n[ERROR Swap]: running with swap on is not supported. Please disable swap\n',
);

test('Pasted text gives the cause on stdout, for people or for programs', async () => {
	const {code, stdout, stderr} = await run({from: swap});
	expect({code, stderr}).toEqual({code: 0, stderr: ''});
	expect(stdout).toMatch(/^1\. Swap is on/);
	expect(JSON.parse((await run({from: swap, json: true})).stdout).findings[0].id).toBe('swap-on');
});

test('It is narrowed to what it is about; a word that nothing is about lists those that are', async () => {
	expect(JSON.parse((await run({from: swap, json: true, about: 'node', name: 'm1'})).stdout).findings).toHaveLength(
		1,
	);
	expect(JSON.parse((await run({from: swap, json: true, about: 'node', name: 'm9'})).stdout).findings).toEqual([]);
	expect(await run({from: swap, about: 'weather'})).toMatchObject({
		code: 2,
		stdout: '',
		stderr: /^Nothing is known about weather: it can be narrowed to .*node/,
	});
});

test('What cannot be read is refused with the way out', async () => {
	expect(await run({from: join(folder, 'none')})).toMatchObject({code: 2, stderr: /none cannot be read \(ENOENT\)/});
	expect(await run({from: folder})).toMatchObject({code: 2, stderr: /cannot be read \(EISDIR\)/});
	expect(await run({from: file('empty', '\n \n')})).toMatchObject({code: 2, stderr: /no text to read/});
	expect(await run({})).toMatchObject({code: 2, stderr: /--plan FILE .* --from FILE/});
	expect(await run({from: swap, plan: join(folder, 'none')})).toMatchObject({code: 2, stdout: ''});
});

test('Hostile text ends in an honest answer', async () => {
	const noise = new Uint8Array(300_000).map((_, at) => (at * 7919 + (at >> 3)) % 256);
	const laughs = [
		'a: &a ["lol","lol"]',
		...Array.from({length: 9}, (_, at) => `b${at}: &b${at} [*a,*a,*a,*a,*a,*a]`),
	];
	const bomb = `m1# ${'a'.repeat(100_000)}!\n[${'root@'.repeat(20_000)}\n${'((a+)+)+$'.repeat(9000)}\n${'> '.repeat(50_000)}x\n`;
	for (const [name, content] of [
		['binary', noise],
		['laughs', laughs.join('\n')],
		['bomb', bomb],
	] as const) {
		const began = performance.now();
		const {code, stdout} = await run({from: file(name, content), json: true});
		expect({code, findings: JSON.parse(stdout).findings}).toEqual({code: 0, findings: []});
		expect(performance.now() - began).toBeLessThan(5000);
	}
});
