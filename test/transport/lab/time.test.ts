import {expect, test} from 'vitest';
import {advance} from '../../../source/transport/lab/time.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Time ends where it should, however long the way', () => {
	const {world, filesOf} = labShell().lab;
	const start = world.now;
	advance(world, filesOf, start + 250);
	expect(world.now).toBe(start + 250);
	advance(world, filesOf, start + 86_400_000);
	expect(world.now).toBe(start + 86_400_000);
	advance(world, filesOf, start);
	expect(world.now).toBe(start + 86_400_000);
});

test('On the way a program fails and is started again more than once', async () => {
	const {lab, say} = labShell();
	await say(
		'apt-get update; apt-get install -y containerd; mkdir -p /etc/containerd; echo "version = 9" > /etc/containerd/config.toml; systemctl restart containerd; sleep 30',
	);

	expect(lab.world.machines['m1']!.units['containerd.service']!.restarts).toBeGreaterThan(3);
});
