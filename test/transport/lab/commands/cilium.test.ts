import {expect, test} from 'vitest';
import {ciliumRelease} from '../../../../source/transport/lab/cilium-release.ts';
import {archiveOf} from '../../../../source/transport/lab/archive.ts';
import {cluster} from '../../../helpers/machines.ts';

const withInstaller = async (kernel = '6.1.0-28-amd64') => {
	const machines = await cluster(1, 0);
	machines.machine('m1').kernel = kernel;
	const files = machines.filesOf('m1');
	const unpack = (url: string, folder: string): void => {
		for (const [name, text] of Object.entries(archiveOf(ciliumRelease(url))!.files))
			files.write(`${folder}/${name}`, text, 0o755);
	};
	unpack(
		'https://github.com/cilium/cilium-cli/releases/download/v0.19.7/cilium-linux-amd64.tar.gz',
		'/usr/local/bin',
	);
	unpack('https://raw.githubusercontent.com/cilium/charts/master/cilium-1.20.0.tgz', '/root');
	files.write('/root/.kube/config', files.read('/etc/kubernetes/admin.conf')!);
	files.write('/root/values.yaml', 'ipam: {mode: kubernetes}\noperator: {replicas: 1}\n');
	return machines;
};

const install = 'cilium install --chart-directory /root/cilium --values /root/values.yaml';

test('What was installed is told by its status, is not installed twice, and goes again', async () => {
	const {run} = await withInstaller();

	expect(await run('m1', install)).toMatchObject({exit: 0, stdout: expect.stringContaining('version 1.20.0')});
	expect(await run('m1', 'cilium status --wait --wait-duration 5m')).toMatchObject({
		exit: 0,
		stdout: expect.stringMatching(/Cilium: +OK\nOperator: +OK\nEnvoy DaemonSet: +OK/),
	});
	expect((await run('m1', install)).stderr).toContain('cannot re-use a name that is still in use');
	expect((await run('m1', install.replace('install', 'upgrade'))).exit).toBe(0);
	expect((await run('m1', 'cilium uninstall --wait')).exit).toBe(0);
	expect((await run('m1', 'cilium uninstall --wait')).stderr).toContain('release: not found');
	expect((await run('m1', install.replace('install', 'upgrade'))).stderr).toContain('has no deployed releases');
});

test('Agents that do not come up are counted when the wait is over', async () => {
	const {run} = await withInstaller('5.4.0-150-generic');

	await run('m1', install);
	expect(await run('m1', 'cilium status --wait --wait-duration 1m')).toMatchObject({
		exit: 1,
		stdout: expect.stringContaining('1 pods of DaemonSet cilium are not ready'),
		stderr: expect.stringContaining('timeout while waiting for status to become successful'),
	});
});

test('Without a cluster it says that it reaches none', async () => {
	const {run, filesOf} = await withInstaller();
	filesOf('m1').remove('/root/.kube/config');

	expect((await run('m1', install)).stderr).toMatch(
		/^\nError: Unable to install Cilium: Kubernetes cluster unreachable: /,
	);
});

test('A chart or values that are not there are said', async () => {
	const {run} = await withInstaller();

	expect((await run('m1', 'cilium install --chart-directory /nowhere')).stderr).toContain(
		'Chart.yaml file is missing',
	);
	expect((await run('m1', install.replace('values.yaml', 'other.yaml'))).stderr).toContain('no such file');
	expect((await run('m1', 'cilium frobnicate')).stderr).toContain('unknown command');
	expect((await run('m1', 'cilium version --client')).stdout).toContain('cilium-cli: v0.19.7 ');
});
