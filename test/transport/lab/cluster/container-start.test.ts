import {expect, test} from 'vitest';
import {nameTrouble, startTrouble} from '../../../../source/transport/lab/cluster/container-start.ts';
import {put} from '../../../../source/transport/lab/cluster/objects.ts';
import {connected} from '../../../helpers/machines.ts';

const spec = (fields: Record<string, unknown> = {}) => ({name: 'web', image: 'nginx:1.27', ...fields});

test('An image’s name is lower case and made of known letters', () => {
	expect(nameTrouble(spec({image: 'registry.example:5000/a/b:1'}))).toBeUndefined();
	expect(nameTrouble(spec({image: 'Nginx:1.27'}))?.message).toContain(
		'invalid reference format: repository name (library/Nginx) must be lowercase',
	);
	expect(nameTrouble(spec({image: 'nginx:1.27 '}))?.reason).toBe('InvalidImageName');
});

test('What a container needs and is not there keeps it from starting', async () => {
	const {world, machine, filesOf} = await connected(1, 1);
	const at = {world, machine: machine('w1'), files: filesOf('w1'), filesOf};
	const pod = put(world, {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web'}, spec: {containers: []}});
	const trouble = (fields: Record<string, unknown>) => startTrouble(at, pod, spec(fields));
	const key = {env: [{name: 'A', valueFrom: {configMapKeyRef: {name: 'web', key: 'b'}}}]};

	expect(trouble({})).toBeUndefined();
	expect(trouble({envFrom: [{secretRef: {name: 'web'}}]})?.message).toBe('secret "web" not found');
	expect(trouble(key)?.message).toBe('configmap "web" not found');
	put(world, {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'web'}, data: {}});
	expect(trouble(key)?.message).toBe("couldn't find key b in ConfigMap default/web");
	expect(trouble({securityContext: {runAsNonRoot: true}})?.message).toContain('image will run as root');
	expect(trouble({securityContext: {runAsNonRoot: true, runAsUser: 101}})).toBeUndefined();
	expect(trouble({command: ['ngnix']})).toMatchObject({reason: 'RunContainerError', started: true});
	expect(trouble({command: ['sh', '-c', 'sleep 1']})).toBeUndefined();
	expect(trouble({image: 'registry.example/own:1', command: ['/own']})).toBeUndefined();
});
