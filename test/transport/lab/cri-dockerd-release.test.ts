import {expect, test} from 'vitest';
import {archiveOf} from '../../../source/transport/lab/archive.ts';
import {criDockerdRelease} from '../../../source/transport/lab/cri-dockerd-release.ts';

test('Only the release that there is can be fetched, wherever its folder is', () => {
	const name = 'v0.3.24/cri-dockerd-0.3.24.arm64.tgz';
	expect(archiveOf(criDockerdRelease(`https://mirror.example/x/${name}`))?.files).toHaveProperty(
		'cri-dockerd/cri-dockerd',
	);
	expect(criDockerdRelease('https://mirror.example/v9.9.9/cri-dockerd-9.9.9.amd64.tgz')).toBeUndefined();
});
