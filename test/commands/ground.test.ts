import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openGround, type Ground} from '../../source/commands/ground.ts';
import {filesOf, homeOf} from '../../source/session/home.ts';
import {labPlan} from '../helpers/plans.ts';
import {ownHome} from '../helpers/own-home.ts';
import {never} from '../hosts/workplace.ts';
import type {Plan} from '../../steps/plan.ts';

const home = ownHome();
const filesFor = (session: string) => filesOf(homeOf({KUBEWALK_HOME: home()}, '/'), session);

const openLab = async (session: string, more: {labFrom?: string; plan?: Plan; pace?: number} = {}): Promise<Ground> => {
	const {plan = labPlan, ...rest} = more;
	const ground = await openGround(plan, 'rehearsal', filesFor(session), {
		language: 'en',
		ask: async () => undefined,
		...rest,
	});
	if ('problems' in ground) throw new Error(ground.problems.join('\n'));
	return ground;
};

const ask = async ({transport}: Ground, question: string, plan: Plan = labPlan): Promise<string> =>
	(await transport.ask(plan.hosts[0]!, [question], never))[0]!.stdout;

const write = ({transport}: Ground, text: string) =>
	transport.run(
		labPlan.hosts[0]!,
		{id: text, script: `echo ${text} >/root/note`, timeout: 60},
		never,
		() => undefined,
	);

test('Simulated hosts are there again after they were kept', async () => {
	const first = await openLab('one');
	await write(first, 'kept');
	first.keep();
	await write(first, 'not-kept');

	expect(await ask(await openLab('one'), 'cat /root/note')).toBe('kept\n');
	expect(await ask(await openLab('two'), 'cat /root/note')).toBe('');
});

test('A session without hosts of its own begins with those of another, and from then on has its own', async () => {
	const first = await openLab('one');
	await write(first, 'one');
	first.keep();

	const second = await openLab('two', {labFrom: filesFor('one').lab});
	// A process that is killed now leaves them to whoever goes on with its session.
	expect(existsSync(filesFor('two').lab)).toBe(true);
	expect(await ask(second, 'cat /root/note')).toBe('one\n');
	await write(second, 'two');
	second.keep();
	expect(await ask(await openLab('two', {labFrom: filesFor('one').lab}), 'cat /root/note')).toBe('two\n');
	expect(await ask(await openLab('one'), 'cat /root/note')).toBe('one\n');
});

test('A plan with a load balancer of its own finds one in the lab', async () => {
	const plan: Plan = {...labPlan, endpoint: {kind: 'external', address: '10.77.0.200', port: 8443}};
	const fetch = `{ apt-get update && apt-get install -y curl; } >/dev/null 2>&1
		curl -ks --connect-timeout 5 https://10.77.0.200:8443/readyz; echo "$?"`;
	// It takes the connection and closes it, for there is no API server yet; where it is not, nobody listens.
	expect(await ask(await openLab('one', {plan}), fetch, plan)).toBe('35\n');
	expect(await ask(await openLab('two'), fetch)).toBe('7\n');
});

test('Simulated time passes without waiting, and real hosts have real time', async () => {
	const {clock} = await openLab('one');
	const before = clock.now();
	await clock.sleep(3_600_000);
	expect(clock.now() - before).toBe(3_600_000);

	const real = await openGround({...labPlan, hosts: []}, undefined, filesFor('two'), {
		language: 'en',
		ask: async () => undefined,
	});
	expect('clock' in real && Math.abs(real.clock.now() - Date.now()) < 1000).toBe(true);
	if ('keep' in real) real.keep();
	expect(existsSync(join(home(), 'sessions'))).toBe(false);
});
