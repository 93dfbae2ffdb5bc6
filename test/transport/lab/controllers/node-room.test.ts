import {expect, test} from 'vitest';
import {lacksRoom} from '../../../../source/transport/lab/controllers/node-room.ts';
import {get, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {connected} from '../../../helpers/machines.ts';

const pod = (name: string, container: Record<string, unknown>, nodeName?: string) => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name},
	spec: {containers: [{name: 'web', image: 'nginx', ...container}], ...(nodeName === undefined ? {} : {nodeName})},
});

test('A pod does not fit where more is asked for than there is, or where its port is taken', async () => {
	const {world} = await connected(1, 1);
	const node = get(world, 'Node', 'w1')!;
	const ask = (container: Record<string, unknown>) => lacksRoom(world, node, put(world, pod('new', container)));

	expect(ask({resources: {requests: {cpu: '100m', memory: '64Mi'}}})).toBeUndefined();
	expect(ask({resources: {requests: {cpu: '64'}}})).toBe('Insufficient cpu');
	expect(ask({resources: {limits: {memory: '900Gi'}}})).toBe('Insufficient memory');

	put(world, pod('old', {ports: [{containerPort: 80, hostPort: 8080}]}, 'w1'));
	expect(ask({ports: [{containerPort: 80, hostPort: 8080}]})).toBe(
		"node(s) didn't have free ports for the requested pod ports",
	);
	expect(ask({ports: [{containerPort: 80, hostPort: 8081}]})).toBeUndefined();
});
