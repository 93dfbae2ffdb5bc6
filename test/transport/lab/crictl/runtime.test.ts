import {expect, test} from 'vitest';
import {connected, must, prepared} from '../../../helpers/machines.ts';

test('version and info tell what the runtime runs with', async () => {
	const machines = prepared(1, 0);

	expect(await must(machines, 'm1', 'crictl version')).toBe(
		'Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  v2.3.2\nRuntimeApiVersion:  v1\n',
	);
	expect(JSON.parse(await must(machines, 'm1', 'crictl info'))).toMatchObject({
		config: {containerd: {runtimes: {runc: {options: {SystemdCgroup: true}}}}},
		status: {
			conditions: [
				{type: 'RuntimeReady', status: true},
				{type: 'NetworkReady', status: false},
			],
		},
	});
	expect(JSON.parse(await must(await connected(1, 0), 'm1', 'crictl info'))).toMatchObject({lastCNILoadStatus: 'OK'});
});
