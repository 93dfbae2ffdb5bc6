import {expect, test} from 'vitest';
import {readDaemon} from '../../../../source/transport/lab/cluster/docker-config.ts';
import {bareHosts} from '../../../helpers/lab-hosts.ts';

const machine = bareHosts('m1').lab.world.machines['m1']!;
const read = (text: string | undefined, cgroup: 1 | 2 = 2) => readDaemon(text, '20.10.24', {...machine, cgroup});

test('Without settings the driver follows the control groups that are mounted', () => {
	expect(read(undefined)).toMatchObject({cgroupDriver: 'systemd', logDriver: 'json-file', storageDriver: 'overlay2'});
	expect(read('{}', 1)).toMatchObject({cgroupDriver: 'cgroupfs'});
	expect(read('{"exec-opts": ["native.cgroupdriver=systemd"]}', 1)).toMatchObject({cgroupDriver: 'systemd'});
});

test.each([
	['{"bogus": 1}', "the following directives don't match any configuration option: bogus"],
	['{', 'unexpected EOF'],
	['{"hosts": ["tcp://0.0.0.0:2375"]}', 'specified both as a flag and in the configuration file: hosts'],
	[
		'{"log-driver": "journald", "log-opts": {"max-size": "1m"}}',
		"unknown log opt 'max-size' for journald log driver",
	],
	[`{"exec-opts": ["native.cgroupdriver='systemd'"]}`, 'native.cgroupdriver'],
])('%s ends the daemon', (text, words) => {
	expect(read(text)).toEqual({error: expect.stringContaining(words) as string});
});
