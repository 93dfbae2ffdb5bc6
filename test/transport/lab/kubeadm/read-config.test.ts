import {expect, test} from 'vitest';
import {output} from '../../../../source/transport/lab/kubeadm/output.ts';
import {readConfig} from '../../../../source/transport/lab/kubeadm/read-config.ts';
import {prepared} from '../../../helpers/machines.ts';

const machines = prepared(1, 0);
const read = (text: string, minor = 36) => {
	const out = output(minor);
	machines.filesOf('m1').write('/root/c.yaml', text);
	return {documents: readConfig(machines.shell('m1'), out, 'c.yaml'), stderr: out.result(0).stderr};
};
const kind = (version: string, more = '') =>
	`apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\n${more}`;

test('The API version of the release is taken in silence, an older one with a warning, others are refused', () => {
	expect(read(kind('v1beta4')).stderr).toBe('');
	expect(read(kind('v1beta3')).stderr).toContain(
		'your configuration file uses a deprecated API spec: "kubeadm.k8s.io/v1beta3"',
	);
	expect(() => read(kind('v1beta3'), 37)).toThrow('your configuration file uses an old API spec');
	expect(() => read(kind('v1beta3'), 20)).toThrow(
		'no kind "ClusterConfiguration" is registered for version "kubeadm.k8s.io/v1beta3"',
	);
	expect(read(kind('v1beta3'), 22).stderr).toBe('');
	expect(read(kind('v1beta2'), 26).stderr).toContain("'kubeadm config migrate --old-config old.yaml");
	expect(() => read(kind('v1beta2'), 27)).toThrow(
		'your configuration file uses an old API spec: "kubeadm.k8s.io/v1beta2". Please use kubeadm v1.22 instead',
	);
	expect(() => read(kind('v1beta4'), 30)).toThrow('experimental API spec: "kubeadm.k8s.io/v1beta4" is not allowed');
});

test('A field nobody knows is warned about, in the words of the release', () => {
	expect(read(kind('v1beta4', 'controlPlaneEndpoints: a\n')).stderr).toContain(
		'strict decoding error: unknown field "controlPlaneEndpoints"',
	);
	expect(read(kind('v1beta2', 'controlPlaneEndpoints: a\n'), 20).stderr).toContain(
		'json: unknown field "controlPlaneEndpoints"',
	);
});

test('A file that is missing or broken, and documents of others', () => {
	expect(() => readConfig(machines.shell('m1'), output(36), '/root/none.yaml')).toThrow(
		'open /root/none.yaml: no such file or directory',
	);
	expect(() => read('a: [')).toThrow('error converting YAML to JSON');
	expect(read('apiVersion: v1\nkind: Pod\n').stderr).toContain('Ignored configuration document');
});

test('Standard input is read when it is asked for', () => {
	expect(Object.keys(readConfig(machines.shell('m1', {stdin: kind('v1beta4')}), output(36), '-'))).toEqual([
		'ClusterConfiguration',
	]);
});
