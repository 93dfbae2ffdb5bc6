import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import type {Tenant} from '../../source/engine/lease.ts';
import type {LeaseAnswer, LeaseRequest, LeaseWish} from '../../source/engine/transport.ts';
import {createLocal} from '../../source/transport/local.ts';
import {has, here, makeWorkplace, never, shellNamed} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const ann: Tenant = {identity: 'demo-1.a1', session: 'demo-1', by: 'ann@laptop', pid: 11};
const ben: Tenant = {identity: 'demo-1.b2', session: 'demo-1', by: "ben o'hara@bastion", pid: 22};

let count = 0;

/** A host of its own for each test; under another shell when one is named. */
const makeHost = () => {
	const directory = join(workplace, String(count++));
	const {lease} = createLocal({jobs: join(directory, 'jobs')});
	const place = join(directory, 'lock-demo');
	const ask = async (tenant: Tenant, wish: LeaseWish, more: Partial<LeaseRequest> = {}): Promise<LeaseAnswer> =>
		(await lease!(
			here,
			{name: 'demo', wish, tenant, doing: '', number: 0, goneAfter: 90, good: 60, ...more},
			never,
		))!;
	/** As if the last sign of life had been so many seconds ago; with another boot, as if the host had gone down since. */
	const age = (number: number, seconds: number, boot?: string): void => {
		const up = Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split('.')[0]));
		const now = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		writeFileSync(join(place, `${number}.beat`), `${up - seconds} ${boot ?? now}\n\n`);
	};
	return {directory, place, ask, age};
};

for (const shell of ['dash', 'busybox', 'bash'])
	test.skipIf(!has(shell))(
		`Under ${shell} the second is told who has it, since when, and what it is at, until it is given back (skipped where it is missing)`,
		async () => {
			const {directory, ask} = makeHost();
			mkdirSync(directory);
			vi.stubEnv('PATH', `${shellNamed(directory, shell)}:${process.env['PATH']}`);

			expect(await ask(ben, 'look')).toEqual({state: 'free'});
			expect(await ask(ben, 'take')).toEqual({state: 'ours', number: 1});
			expect(await ask(ben, 'keep', {number: 1, doing: "swap on m1\n$(touch x) 'm2"})).toMatchObject({number: 1});
			const held = {
				tenant: ben,
				doing: "swap on m1 $(touch x) 'm2",
				held: expect.any(Number),
				quiet: expect.any(Number),
			};
			expect(await ask(ann, 'take')).toMatchObject({state: 'theirs', ...held});
			expect(await ask(ann, 'take-over')).toMatchObject({state: 'theirs', tenant: ben});
			expect(await ask(ben, 'leave', {number: 1})).toEqual({state: 'free'});
			expect(await ask(ann, 'take')).toEqual({state: 'ours', number: 2});
			vi.unstubAllEnvs();
		},
	);

test('Of twenty that ask at once one has it, and all others are told the same one', async () => {
	const {ask, place} = makeHost();
	const answers = await Promise.all(
		Array.from({length: 20}, (_, index) => ask({...ann, identity: `i${index}`, pid: index}, 'take')),
	);

	const winner = answers.findIndex(({state}) => state === 'ours');
	expect(answers.filter(({state}) => state === 'ours')).toHaveLength(1);
	expect(answers.flatMap(answer => (answer.state === 'theirs' ? [answer.tenant.pid] : []))).toEqual(
		Array.from({length: 19}, () => winner),
	);
	expect(readdirSync(place)).toEqual(['1']);
});

test('One who is gone keeps others out until they say that they take over; of many who say so one has it', async () => {
	const {ask, age} = makeHost();
	await ask(ben, 'take');
	age(1, 80);
	expect(await ask(ann, 'take-over')).toMatchObject({state: 'theirs', tenant: ben});
	age(1, 100);
	expect(await ask(ann, 'take')).toMatchObject({state: 'theirs', tenant: ben});

	const answers = await Promise.all(
		Array.from({length: 6}, (_, index) => ask({...ann, identity: `i${index}`}, 'take-over')),
	);
	expect(answers.filter(({state}) => state === 'ours')).toEqual([{state: 'ours', number: 2}]);
	expect(await ask(ben, 'keep', {number: 1})).toMatchObject({state: 'theirs', tenant: {by: 'ann@laptop'}});
	expect(await ask(ben, 'leave', {number: 1})).toEqual({state: 'free'});
	expect(await ask(ben, 'look')).toMatchObject({state: 'theirs', tenant: {by: 'ann@laptop'}});
});

test('The same session takes its own at once, wherever it goes on, and the process that it left behind is told', async () => {
	const {ask} = makeHost();
	await ask(ann, 'take');

	expect(await ask({...ann, by: 'ann@other', pid: 12}, 'take')).toEqual({state: 'ours', number: 2});
	expect(await ask(ann, 'keep', {number: 1})).toMatchObject({state: 'theirs', tenant: {by: 'ann@other', pid: 12}});
});

test('One who was quiet for long takes it anew, unless another has taken it', async () => {
	const {ask, age} = makeHost();
	await ask(ben, 'take');
	age(1, 70);
	expect(await ask(ben, 'keep', {number: 1})).toEqual({state: 'ours', number: 2});
	age(2, 500);
	await ask(ann, 'take-over');
	expect(await ask(ben, 'keep', {number: 2})).toMatchObject({state: 'theirs', tenant: ann});
	await ask(ann, 'leave', {number: 3});
	expect(await ask(ben, 'keep', {number: 2})).toMatchObject({state: 'theirs', tenant: ann});
});

test('After a reboot of the host the one who had it keeps it while the host is young', async () => {
	const {ask, age} = makeHost();
	await ask(ben, 'take');
	age(1, 0, 'another-boot');
	const answer = await ask(ann, 'look');
	const up = Number(readFileSync('/proc/uptime', 'utf8').split('.')[0]);

	expect(answer.state === 'theirs' && Math.abs(answer.quiet - up) < 5).toBe(true);
});

test('What a power cut made the host forget is taken anew, under a number that was never given', async () => {
	const {ask} = makeHost();
	expect(await ask(ben, 'keep', {number: 4})).toEqual({state: 'ours', number: 5});
});

test('Numbers that are over are tidied away', async () => {
	const {ask, place} = makeHost();
	for (let number = 1; number <= 5; number++) {
		await ask(ann, 'take');
		await ask(ann, 'leave', {number});
	}
	expect(readdirSync(place).toSorted()).toEqual(['4', '4.free', '5', '5.free']);
});

test('A place that cannot be written is a problem with its reason', async () => {
	const {ask, directory} = makeHost();
	mkdirSync(directory);
	writeFileSync(join(directory, 'lock-demo'), '');

	expect(await ask(ann, 'take')).toMatchObject({state: 'problem', why: expect.stringMatching(/lock-demo.*exists/)});
});

test('Who is stopped while the host is asked has not got it', async () => {
	const {lease} = createLocal({jobs: join(workplace, 'stopped', 'jobs')});
	const request: LeaseRequest = {
		name: 'demo',
		wish: 'take',
		tenant: ann,
		doing: '',
		number: 0,
		goneAfter: 90,
		good: 60,
	};
	await expect(lease!(here, request, AbortSignal.abort())).rejects.toMatchObject({host: 'operator'});
});
