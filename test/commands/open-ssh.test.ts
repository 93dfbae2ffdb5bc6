import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {openSsh, type Ask} from '../../source/commands/open-ssh.ts';
import type {Plan} from '../../steps/plan.ts';
import type {Question} from '../../source/ui/doors.ts';
import {addresses, localPlan, startLocalHosts} from '../helpers/local-hosts.ts';
import {ownHome} from '../helpers/own-home.ts';
import {planFrom} from '../helpers/written-plans.ts';
import {hasSshd, type Sshd} from '../hosts/sshd.ts';
import {makeWorkplace, never} from '../hosts/workplace.ts';

const home = ownHome();
const workplace = makeWorkplace();
let sshd: Sshd;

beforeAll(async () => {
	if (hasSshd) sshd = await startLocalHosts(workplace, 'm1');
});

const planOf = (names: readonly string[]): Plan =>
	planFrom(
		localPlan(
			sshd,
			names.map((name, index) => ({
				name,
				address: addresses[index]!,
				role: index === 0 ? 'control-plane' : 'worker',
			})),
		),
	);

const asking = (answer: string | undefined): {readonly ask: Ask; readonly asked: Question[]} => {
	const asked: Question[] = [];
	return {
		asked,
		ask: async question => {
			asked.push(question);
			return answer;
		},
	};
};

const why = ' (skipped where there is no sshd)';
const knownHosts = (): string => join(home(), 'known_hosts');

test.skipIf(!hasSshd)(`A new host key is shown with its fingerprint, and asked for once${why}`, async () => {
	const {ask, asked} = asking('yes');
	const opened = await openSsh(planOf(['m1', 'w1']), ask, 'en');
	if ('problems' in opened) throw new Error(opened.problems.join('\n'));

	expect(asked).toEqual(
		['m1', 'w1'].map((name, index) => ({
			kind: 'confirm',
			title: `${name} (${addresses[index]}) is not known yet. Is this its host key?`,
			lines: [`ED25519 ${sshd.fingerprint}`],
			routine: true,
		})),
	);
	const [answer] = await opened.transport.ask(planOf(['m1']).hosts[0]!, ['echo "$SSH_CONNECTION"'], never);
	expect(answer?.stdout).toMatch(/^127\.0\.0\.1 /);
	await opened.transport.close();
	expect(readFileSync(knownHosts(), 'utf8').trimEnd().split('\n')).toHaveLength(2);

	const again = asking(undefined);
	const second = await openSsh(planOf(['m1', 'w1']), again.ask, 'en');
	expect('transport' in second).toBe(true);
	expect(again.asked).toEqual([]);
});

test.skipIf(!hasSshd)(`A host key that is turned down opens nothing, and says how to compare it${why}`, async () => {
	const opened = await openSsh(planOf(['m1', 'w1']), asking(undefined).ask, 'en');
	expect(opened).toEqual({
		problems: [
			`The host key of m1 was not accepted (ED25519 ${sshd.fingerprint}): compare it with the host's own (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then try again.`,
		],
	});
	expect(existsSync(knownHosts())).toBe(false);
	const {ask, asked} = asking(undefined);
	await openSsh(planOf(['m1']), ask, 'zh');
	expect(asked[0]?.title).toMatch(/^尚不认识 m1（127\.0\.0\.1）/);
});

test.skipIf(!hasSshd)(
	`A host that does not answer is not asked for; its task will say what is wrong${why}`,
	async () => {
		const plan = planOf(['m1', 'w1']);
		const hosts = plan.hosts.map(host => (host.name === 'w1' ? {...host, ssh: {port: 1}} : host));
		const {ask, asked} = asking('yes');
		const opened = await openSsh({...plan, hosts}, ask, 'en');

		expect(asked.map(({title}) => title)).toEqual([expect.stringMatching(/^m1 /)]);
		if ('problems' in opened) throw new Error(opened.problems.join('\n'));
		await expect(opened.transport.ask(hosts[1]!, ['true'], never)).rejects.toThrow(/^w1 .*refuses the connection/);
		await opened.transport.close();
	},
);

test.skipIf(!hasSshd)(`The operator's own tasks run here, without ssh${why}`, async () => {
	const opened = await openSsh({...planOf(['m1']), hosts: []}, asking(undefined).ask, 'en');
	if ('problems' in opened) throw new Error(opened.problems.join('\n'));
	const operator = {name: 'operator', address: '127.0.0.1', role: 'operator'};
	const [answer] = await opened.transport.ask(operator, ['echo "<$SSH_CONNECTION>"'], never);
	expect(answer?.stdout).toBe('<>\n');
});
