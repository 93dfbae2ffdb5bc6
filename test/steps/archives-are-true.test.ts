import {expect, test} from 'vitest';
import {archivesAreTrue} from '../../steps/archives-are-true.ts';
import type {Plan} from '../../steps/plan.ts';
import {bareHosts} from '../helpers/lab-hosts.ts';
import {criDockerdPlan, givenFor, labPlan} from '../helpers/plans.ts';

const cilium: Plan = {...labPlan, kubernetes: {...labPlan.kubernetes, network: {kind: 'cilium'}}};
const docker: Plan = {...criDockerdPlan, mirrors: {}};
const calico: Plan = {...labPlan, kubernetes: {...labPlan.kubernetes, version: '1.33', network: {kind: 'calico'}}};
const gateways: Plan = {
	...cilium,
	kubernetes: {
		...cilium.kubernetes,
		proxyMode: 'none',
		addons: ['gateway-api'],
		gateway: {controller: 'cilium'},
	},
};

test('Only a plan that fetches archives is asked for them', () => {
	expect(archivesAreTrue.when!(givenFor(labPlan, 'm1'))).toBe(false);
	expect(archivesAreTrue.when!(givenFor(cilium, 'm1'))).toBe(true);
	expect(archivesAreTrue.when!(givenFor(docker, 'm1'))).toBe(true);
	expect(archivesAreTrue.when!(givenFor(calico, 'm1'))).toBe(true);
});

test.each([cilium, docker, calico, gateways])('True files are named, and nothing of them is kept', async plan => {
	const {lab, must} = bareHosts('m1');
	await must('m1', 'apt-get update; apt-get install -y curl');
	const before = lab.save();

	expect(await must('m1', archivesAreTrue.check.ask(givenFor(plan, 'm1')))).toMatch(
		/^(https:\S+(gz|yaml) is as it should be\n)+$/,
	);
	expect(JSON.parse(lab.save()).disks).toEqual(JSON.parse(before).disks);
});

test('A copy that is not there, or not the one that is meant, is named with the way out', async () => {
	const {must, run} = bareHosts('m1');
	await must('m1', 'apt-get update; apt-get install -y curl');
	const ask = archivesAreTrue.check.ask(givenFor(docker, 'm1'));
	const elsewhere = archivesAreTrue.check.ask(
		givenFor({...docker, mirrors: {criDockerd: 'https://nowhere.example'}}, 'm1'),
	);

	expect(await run('m1', `sha256sum() { cat > /dev/null; echo '0123abcd  -'; }\n${ask}`)).toMatchObject({
		exit: 1,
		stderr: expect.stringMatching(
			/tgz has checksum 0123abcd and should have \w{64}: name a true copy under mirrors\.criDockerd/,
		),
	});
	expect(await run('m1', elsewhere)).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining(
			'cannot be fetched: name a true copy under mirrors.criDockerd in the plan, or write runtime: containerd.',
		),
	});
});
