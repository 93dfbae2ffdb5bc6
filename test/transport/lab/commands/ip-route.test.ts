import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('The way out is known, and so is the way to each address', async () => {
	const {say} = labShell();

	expect(await say('ip route show default')).toBe('default via 10.77.0.1 dev eth0 onlink ');
	expect(
		await say(
			'ip route get 10.77.0.12 | head -n 1; ip route get 8.8.8.8 | head -n 1; ip route get 10.77.0.11 | head -n 1',
		),
	).toBe(
		'10.77.0.12 dev eth0 src 10.77.0.11 uid 0 \n8.8.8.8 via 10.77.0.1 dev eth0 src 10.77.0.11 uid 0 \nlocal 10.77.0.11 dev lo src 10.77.0.11 uid 0 ',
	);
	expect(JSON.parse(await say('ip -j route show default'))[0]).toMatchObject({
		dst: 'default',
		gateway: '10.77.0.1',
		dev: 'eth0',
	});
});

test('Routes come, lead and go', async () => {
	const {say} = labShell();
	await say('ip route add 10.244.1.0/24 via 10.77.0.12 dev eth0');
	expect(await say('ip route get 10.244.1.5 | head -n 1')).toBe(
		'10.244.1.5 via 10.77.0.12 dev eth0 src 10.77.0.11 uid 0 ',
	);
	await say('ip route flush root 10.244.0.0/16');

	expect(await say('ip route | grep -c 10.244')).toBe('0');
});

test('What the kernel has heard can be forgotten', async () => {
	const {say} = labShell(['m1', 'm2']);
	await say('ping -c 1 10.77.0.12; ip neigh flush all');

	expect(await say('ip neigh')).toBe('');
});
