import {existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {forgetScript} from '../../source/transport/forget.ts';
import {createLocal} from '../../source/transport/local.ts';
import {hasShellcheck, shellcheck} from '../helpers/shellcheck.ts';
import {deaf, here, makeWorkplace, never} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const jobs = join(workplace, "it's here");
const local = createLocal({jobs});

const run = (id: string, script: string) => local.run(here, {id, script, timeout: 60}, never, deaf);

test('Finished jobs of the session go, those of another stay, and one that runs stays and is named', async () => {
	const go = join(workplace, 'go');
	await Promise.all([run('day-1.a.m1.1', 'true'), run('day-1.b.m1.1', 'exit 3'), run('day-11.a.m1.1', 'true')]);
	const script = `echo on; until [ -e ${go} ]; do sleep 0.05; done`;
	let running = Promise.resolve({stdout: ''});
	await new Promise<void>(resolve => {
		running = local.run(here, {id: 'day-1.c.m1.1', script, timeout: 60}, never, () => resolve());
	});

	expect(await local.forget?.(here, 'day-1', never)).toEqual(['day-1.c.m1.1']);
	expect(readdirSync(jobs).toSorted()).toEqual(['day-1.c.m1.1', 'day-11.a.m1.1']);

	writeFileSync(go, '');
	expect((await running).stdout).toBe('on\n');
	expect(await local.forget?.(here, 'day-1', never)).toEqual([]);
	expect(readdirSync(jobs)).toEqual(['day-11.a.m1.1']);
});

test('A job that was interrupted goes', async () => {
	mkdirSync(join(jobs, 'day-2.a.m1.1'), {recursive: true});
	writeFileSync(join(jobs, 'day-2.a.m1.1', 'pid'), `${process.pid} 1 an-earlier-boot\n`);

	expect(await local.forget?.(here, 'day-2', never)).toEqual([]);
	expect(existsSync(join(jobs, 'day-2.a.m1.1'))).toBe(false);
});

test('An id that was spent lately stays, because the script that it stops may still be on its way', async () => {
	expect(await local.reattach?.(here, 'day-3.a.m1.1', never, deaf)).toBeUndefined();
	const directory = join(jobs, 'day-3.a.m1.1');

	await local.forget?.(here, 'day-3', never);
	expect((await run('day-3.a.m1.1', 'true')).exit).toBe(130);

	mkdirSync(join(jobs, 'day-3.b.m1.1'));
	const earlier = Date.now() / 1000 - 7200;
	utimesSync(join(jobs, 'day-3.b.m1.1'), earlier, earlier);
	await local.forget?.(here, 'day-3', never);
	expect(existsSync(directory)).toBe(false);
	expect(existsSync(join(jobs, 'day-3.b.m1.1'))).toBe(false);
});

test('A host that never had a job has nothing to forget', async () => {
	expect(await createLocal({jobs: join(workplace, 'none')}).forget?.(here, 'day-4', never)).toEqual([]);
});

test.skipIf(!hasShellcheck)(
	'shellcheck has nothing to say about the script (skipped where there is no shellcheck)',
	() => {
		const meant = '# shellcheck shell=sh disable=SC1007,SC2046,SC2016,SC2034,SC2086,SC2317\n';

		expect(shellcheck(`${meant}${forgetScript('/var/lib/kubewalk/jobs', 'day-1', 'kw-00')}`)).toBe('');
	},
);
