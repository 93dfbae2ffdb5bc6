import {beforeAll, expect, test} from 'vitest';
import {openHosts} from '../../source/commands/open-hosts.ts';
import {ownHome} from '../helpers/own-home.ts';
import {planFrom} from '../helpers/written-plans.ts';
import {containers} from '../hosts/podman.ts';
import {never} from '../hosts/workplace.ts';

ownHome();
beforeAll(() => containers?.start('kw-ways'));

const open = async (...hosts: readonly string[]) => {
	const plan = planFrom(
		[
			'endpoint: {kind: single}',
			'hosts:',
			...hosts.map(
				(rest, index) =>
					`  - {name: h${index}, address: 127.0.0.${index + 1}, role: ${index === 0 ? 'control-plane' : 'worker'}, ${rest}}`,
			),
		].join('\n'),
	);
	const asked: string[] = [];
	const ask = async ({title}: {readonly title: string}) => {
		asked.push(title);
		return 'yes';
	};
	const opened = await openHosts(plan, ask, 'en');
	if ('problems' in opened) throw new Error(opened.problems.join('\n'));
	return {plan, asked, transport: opened.transport, terminal: opened.terminal};
};

test.skipIf(process.getuid?.() !== 0)(
	'A host that is this machine is asked here, as root (skipped without root)',
	async () => {
		const {plan, asked, transport} = await open('transport: local');
		const [answer] = await transport.ask(plan.hosts[0]!, ['id -u; echo "<$SSH_CONNECTION>"; echo $PPID'], never);
		await transport.close();

		expect(answer?.stdout).toMatch(/^0\n<>\n\d+\n$/);
		expect(asked).toEqual([]);
	},
);

test.skipIf(!containers)(
	'A host that is a container is asked inside it (skipped where podman cannot run as root)',
	async () => {
		const {plan, transport} = await open('transport: container, engine: podman, container: kw-ways');
		const [answer] = await transport.ask(plan.hosts[0]!, ['cat /proc/1/comm'], never);
		await transport.close();

		expect(answer?.stdout).toBe('sleep\n');
	},
);

test('Nobody asks a host by hand anything while hosts are opened, and its host key is not looked for', async () => {
	const {plan, asked, transport} = await open('transport: by-hand');

	expect(asked).toEqual([]);
	await expect(transport.ask(plan.hosts[0]!, ['true'], never)).rejects.toThrow(/^h0 is reached by hand/);
	await transport.close();
});

test.skipIf(process.getuid?.() !== 0)(
	'A person’s shell goes the way of the plan, and by hand there is none (skipped without root)',
	async () => {
		const {plan, transport, terminal} = await open(
			'transport: container, engine: podman, container: kw-none',
			'transport: local',
			'transport: by-hand',
		);
		const [box, here, hand] = await Promise.all(plan.hosts.map(terminal));
		await transport.close();

		expect(box?.slice(0, 6)).toEqual(['podman', 'exec', '-it', '--user', '0', 'kw-none']);
		expect(here).toHaveLength(1);
		expect(hand).toBeUndefined();
	},
);
