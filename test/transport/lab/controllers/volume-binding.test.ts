import {expect, test} from 'vitest';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {conditionOf} from '../../../../source/transport/lab/cluster/pod.ts';
import type {World} from '../../../../source/transport/lab/world.ts';
import {claim, user, withStorage} from '../../../helpers/lab-storage.ts';

const why = (world: World, pod: string): string | undefined =>
	conditionOf(get(world, 'Pod', pod)!, 'PodScheduled')?.message;

test('The second pod of a volume comes to its node, or to none', async () => {
	const {world, wait} = await withStorage();
	claim(world, 'data');
	user(world, 'first', 'data', {nodeSelector: {'kubernetes.io/hostname': 'w2'}});
	wait(20);
	user(world, 'second', 'data');
	user(world, 'away', 'data', {nodeSelector: {'kubernetes.io/hostname': 'w1'}});
	wait(5);

	expect(get(world, 'Pod', 'second')!.spec!['nodeName']).toBe('w2');
	expect(why(world, 'away')).toContain("1 node(s) didn't match PersistentVolume's node affinity");
});

const messages = async (old: boolean) => {
	const {world, wait} = await withStorage({provisioner: false, old});
	user(world, 'web', 'none');
	wait(2);
	return why(world, 'web');
};

test('A claim that is not there is named, counted for every node up to 1.21', async () => {
	expect(await messages(false)).toContain('0/3 nodes are available: persistentvolumeclaim "none" not found. ');
	expect(await messages(true)).toBe('0/3 nodes are available: 3 persistentvolumeclaim "none" not found.');
});
