import {expect, test} from 'vitest';
import {connected} from '../../../helpers/machines.ts';

test('A manifest that cannot be read is named every 20 seconds, until it can be', async () => {
	const {world, filesOf, wait} = await connected(1, 1);
	const named = (): number =>
		world.machines['w1']!.journal.filter(({text}) => /process manifest file/.test(text)).length;
	const file = '/etc/kubernetes/manifests/broken.yaml';
	filesOf('w1').write(file, 'kind: [');
	wait(65);

	expect(named()).toBe(4);

	filesOf('w1').remove(file);
	const before = named();
	wait(65);

	expect(named()).toBe(before);
});
