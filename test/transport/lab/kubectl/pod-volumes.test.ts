import {expect, test} from 'vitest';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {claim, user, withStorage} from '../../../helpers/lab-storage.ts';

test('What one pod leaves in a volume another finds, and what it removes is gone', async () => {
	const {world, wait, kubectl, filesOf} = await withStorage();
	const {uid} = claim(world, 'data').metadata;
	user(world, 'writer', 'data');
	wait(20);
	const node = String(get(world, 'Pod', 'writer')!.spec!['nodeName']);
	const folder = `/opt/local-path-provisioner/pvc-${uid}_default_data`;
	await kubectl('exec writer -- mkdir /data/in');
	await kubectl('exec writer -- touch /data/in/text /data/old');
	expect(filesOf(node).list(folder)).toEqual(['in', 'old']);
	await kubectl('delete pod writer');
	user(world, 'reader', 'data');
	wait(10);

	filesOf(node).write(`${folder}/in/text`, 'kept\n');
	expect(await kubectl('exec reader -- cat /data/in/text')).toBe('kept\n');
	await kubectl('exec reader -- rm /data/old');
	expect(await kubectl('exec reader -- ls /data')).toBe('in\n');
});
