import {expect, test} from 'vitest';
import {
	aptSources,
	archiveOf,
	availableVersions,
	sourceWords,
} from '../../../../source/transport/lab/packages/apt-sources.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Lines of sources.list and of its directory are read, comments left out', () => {
	const files = labShell().lab.filesOf('m1');
	files.write('/etc/apt/sources.list', '# none\n');
	files.write(
		'/etc/apt/sources.list.d/k.list',
		'deb [signed-by=/etc/apt/keyrings/k.asc arch=amd64] https://pkgs.k8s.io/core:/stable:/v1.36/deb/ /\n#deb http://x /\n',
	);
	files.write(
		'/etc/apt/sources.list.d/d.sources',
		'Types: deb\nURIs: https://download.docker.com/linux/debian\nSuites: bookworm\nComponents: stable\nSigned-By: /k\n',
	);
	const [one, other] = aptSources(files);

	expect(one).toMatchObject({
		uri: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/',
		suite: '/',
		signedBy: '/etc/apt/keyrings/k.asc',
		trusted: false,
	});
	expect(other).toMatchObject({suite: 'bookworm', components: ['stable'], signedBy: '/k'});
	expect([one!, other!].map(sourceWords)).toEqual([
		'https://pkgs.k8s.io/core:/stable:/v1.36/deb ',
		'https://download.docker.com/linux/debian bookworm/stable amd64',
	]);
});

test('Only what has been fetched from a source that is still named can be installed', () => {
	const {lab} = labShell();
	const machine = lab.world.machines['m1']!;
	const files = lab.filesOf('m1');
	const versions = () => availableVersions(lab.world, machine, files, 'haproxy').map(({version}) => version);
	expect(versions()).toEqual([]);
	machine.aptLists = aptSources(files).map(({line}) => line);
	expect(versions()).toEqual(['2.6.12-1+deb12u3', '2.6.12-1+deb12u1']);
	expect(archiveOf(lab.world, aptSources(files)[0]!)?.reachable).toBe(true);
	files.write('/etc/apt/sources.list', '');

	expect(versions()).toEqual([]);
});
