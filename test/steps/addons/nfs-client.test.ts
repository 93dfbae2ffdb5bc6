import {expect, test} from 'vitest';
import {nfsClient} from '../../../steps/addons/nfs-client.ts';
import {nfsReleases} from '../../../steps/addons/nfs-manifest.ts';
import {givenFor, labPlan, nfsExport} from '../../helpers/plans.ts';
import {factOf, systems} from '../../../steps/system.ts';

const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, addons: ['nfs'] as const, nfs: nfsExport}};
const [client, mounted] = nfsClient;

test.each([
	['debian-12', 'nfs-common'],
	['rocky-9', 'nfs-utils'],
	['centos-7', 'nfs-utils'],
] as const)('On %s the client is the package %s', (system, name) => {
	const given = givenFor(plan, 'w1', {}, {system: factOf(systems[system])});
	expect(client!.run(given)).toMatch(new RegExp(`install .*${name}`));
});

test('An IPv6 server stands in brackets before the path', () => {
	const six = {...plan, kubernetes: {...plan.kubernetes, nfs: {server: 'fd00::5', path: '/srv/k8s'}}};
	expect(mounted!.run(givenFor(six, 'w1'))).toContain("'[fd00::5]:/srv/k8s'");
});

test('Both tasks are for every host, since a pod may come to any, and there is a release for every minor', () => {
	expect(nfsClient.map(({target}) => target)).toEqual(['every-host', 'every-host']);
	expect(nfsReleases).toEqual([{version: 'v4.0.2', from: 20, to: 37}]);
});
