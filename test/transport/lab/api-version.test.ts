import {expect, test} from 'vitest';
import {serverVersion, versionInfo} from '../../../source/transport/lab/api-version.ts';
import {cluster} from '../../helpers/lab-hosts.ts';

test('an API server is what its image says', async () => {
	const {lab} = await cluster();
	expect(serverVersion(lab.world.machines['m1']!)).toMatch(/^v1\.36\.\d+$/);
});

test('a version is told with its parts', () => {
	expect(versionInfo('1.20.2')).toMatchObject({
		major: '1',
		minor: '20',
		gitVersion: 'v1.20.2',
		gitCommit: 'faecb196815e248d3ecfb03c680a4507229c2a56',
	});
});
