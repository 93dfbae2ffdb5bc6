import {expect, test} from 'vitest';
import {nfsTrouble} from '../../../source/transport/lab/nfs.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('An export and what lies below it can be mounted once there is a helper, and nothing else', () => {
	const {world, filesOf} = labShell().lab;
	const at = {world, machine: world.machines['m1']!, files: filesOf('m1')};
	const trouble = (path: string): string | undefined => nfsTrouble(at, {server: 'files', path}, '/mnt');

	expect(trouble('/srv')).toContain('mount: /mnt: bad option');
	at.files.write('/sbin/mount.nfs', '', 0o755);
	expect(trouble('/srv')).toBe('mount.nfs: Connection timed out');
	world.outside.fileServers = {files: {exports: ['/srv'], files: {}}};
	expect(trouble('/srv')).toBeUndefined();
	expect(trouble('/srv/k8s')).toBeUndefined();
	expect(trouble('/srv2')).toBe('mount.nfs: access denied by server while mounting files:/srv2');
});
