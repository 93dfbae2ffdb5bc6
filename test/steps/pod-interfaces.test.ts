import {expect, it} from 'vitest';
import {podInterfaces} from '../../steps/pod-interfaces.ts';
import {labShell} from '../helpers/lab-shell.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const given = givenFor(labPlan, 'm1');
const on = (machine: 'rocky-9' | 'debian-12') =>
	labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine}]});
const undo = podInterfaces.undo as (host: typeof given) => string;

it('tells NetworkManager which interfaces are the pods’, and takes that back', async () => {
	const {run, say} = on('rocky-9');
	expect((await run(podInterfaces.check.ask(given))).exit).toBe(1);
	expect((await run(podInterfaces.run(given))).exit).toBe(0);
	expect((await run(podInterfaces.check.ask(given))).exit).toBe(0);
	expect(await say('cat /etc/NetworkManager/conf.d/kubewalk.conf')).toMatch(
		/\[keyfile\]\nunmanaged-devices=interface-name:cni0;.*interface-name:cali\*/,
	);
	await run(undo(given));
	expect((await run('ls /etc/NetworkManager/conf.d')).stdout).toBe('');
});

it('has nothing to do where NetworkManager does not run', async () => {
	expect((await on('debian-12').run(podInterfaces.check.ask(given))).stdout).toBe(
		'NetworkManager does not run here.\n',
	);
});
