import {expect, test} from 'vitest';
import {list} from '../../../source/transport/lab/cluster/objects.ts';
import {throughService} from '../../../source/transport/lab/through-service.ts';
import {apply, withStorage} from '../../helpers/lab-storage.ts';

test('A proxy’s way to a Service ends at its pod, or says where it ends before', async () => {
	const {world, filesOf, machine, wait} = await withStorage({provisioner: false});
	apply(
		world,
		`apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: "nginx:1.27"}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
`,
	);
	wait(60);
	const [pod] = list(world, 'Pod', 'default');
	const way = (name: string) =>
		throughService(world, filesOf, machine('m1'), pod!, {
			name,
			namespace: 'default',
			port: ({port}) => port === 80,
			path: '/',
		});
	expect(way('web')).toMatchObject({outcome: 'reply', status: 200});
	expect(way('empty')).toEqual({outcome: 'no-backend'});
	expect(way('other')).toEqual({outcome: 'no-service'});
});
