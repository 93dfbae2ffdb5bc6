import {expect, test} from 'vitest';
import {checkControlPlanes} from '../../steps/check-control-planes.ts';
import {checkEtcd} from '../../steps/check-etcd.ts';

// What they say of members that are broken is asked in check-control-planes.test.ts, on an installed cluster.
test('etcd is asked on every control plane, among the questions of control planes', () => {
	expect(checkEtcd.map(({id, target}) => [id, target])).toEqual([
		['etcd-leader', 'control-planes'],
		['etcd-room', 'control-planes'],
	]);
	expect(checkControlPlanes).toEqual(expect.arrayContaining([...checkEtcd]));
});
