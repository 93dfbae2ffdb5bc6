import {expect, test} from 'vitest';
import {readToml, TomlError} from '../../../../source/transport/lab/cluster/toml.ts';

test('Tables with quoted names, arrays over several lines and inline tables are read', () => {
	const text = `version = 3 # the newest
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = '/etc/containerd/certs.d'
[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dirs = [
    "/opt/cni/bin", # first
    "/usr/lib/cni",
  ]
  limits = {soft = 1_024, hard = true}
`;

	expect(readToml(text)).toEqual({
		version: 3,
		plugins: {
			'io.containerd.grpc.v1.cri': {registry: {config_path: '/etc/containerd/certs.d'}},
			'io.containerd.cri.v1.runtime': {
				cni: {bin_dirs: ['/opt/cni/bin', '/usr/lib/cni'], limits: {soft: 1024, hard: true}},
			},
		},
	});
});

test('Tables of a list follow each other', () => {
	expect(readToml('[[host]]\nname = "a"\n[[host]]\nname = "b"\n')).toEqual({host: [{name: 'a'}, {name: 'b'}]});
});

test.each([
	['version = 2\nSystemdCgroup true\n', 2, /was expecting token =/],
	['version = 2\n[plugins\n', 2, /token \]/],
	['root = \n', 1, /no value can start with/],
	['a = [1 2]\n', 1, /array is incomplete/],
	['a = 1 b = 2\n', 1, /expected newline/],
])('What cannot be read is told with its line: %j', (text, line, message) => {
	const attempt = (): unknown => readToml(text);

	expect(attempt).toThrow(TomlError);
	expect(attempt).toThrow(message);
	expect(attempt).toThrow(expect.objectContaining({line}));
});
