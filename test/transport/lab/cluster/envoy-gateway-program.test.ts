import {expect, test} from 'vitest';
import {envoyGatewayProgram} from '../../../../source/transport/lab/cluster/envoy-gateway-program.ts';
import type {Inside} from '../../../../source/transport/lab/cluster/inside.ts';
import {list} from '../../../../source/transport/lab/cluster/objects.ts';
import {withStorage} from '../../../helpers/lab-storage.ts';

test('certgen makes the certificates once and ends; the controller stays', async () => {
	const {world} = await withStorage({provisioner: false});
	const said: string[] = [];
	const run = (...args: string[]) =>
		envoyGatewayProgram({
			world,
			spec: {command: ['envoy-gateway'], args},
			say: (text: string) => said.push(text),
		} as unknown as Inside);
	expect(run('certgen')).toEqual({exit: 0, after: 800});
	expect(run('certgen')).toEqual({exit: 0, after: 800});
	expect(list(world, 'Secret', 'envoy-gateway-system').map(({metadata}) => metadata.name)).toContain('envoy-gateway');
	expect(said.at(-1)).toContain('already exists');
	expect(run('envoy', 'shutdown-manager')).toBe('stays');
});
