import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {writeAnsweredPlan} from '../../source/commands/answered-plan.ts';
import {loadPlan} from '../../source/commands/load-plan.ts';
import type {PlanAnswers} from '../../source/ui/doors.ts';
import {ownHome} from '../helpers/own-home.ts';

const home = ownHome();

const answers = (more: Partial<PlanAnswers> = {}): PlanAnswers => ({
	name: 'demo',
	version: '1.36',
	controlPlanes: [
		{name: 'm1', address: '10.77.0.11'},
		{name: 'm2', address: '10.77.0.12'},
		{name: 'm3', address: '10.77.0.13'},
	],
	workers: [{name: 'w1', address: '10.77.0.21'}],
	endpoint: '10.77.0.100:9443',
	user: 'ops',
	path: join(home(), 'cluster.yaml'),
	...more,
});

test('The answers become a plan that can be opened', async () => {
	const {path} = answers();

	expect(await writeAnsweredPlan(answers(), 'en')).toEqual({path});
	expect(loadPlan(path, 'en')).toMatchObject({
		plan: {
			name: 'demo',
			kubernetes: {version: '1.36'},
			endpoint: {kind: 'keepalived-haproxy', address: '10.77.0.100', port: 9443},
			ssh: {user: 'ops'},
			hosts: [
				{name: 'm1', address: '10.77.0.11', role: 'control-plane'},
				{name: 'm2'},
				{name: 'm3'},
				{name: 'w1', role: 'worker'},
			],
		},
	});
});

test('Without an endpoint there is one control plane and no load balancer', async () => {
	const {endpoint, ...rest} = answers({controlPlanes: [{name: 'm1', address: '10.77.0.11'}]});
	expect(endpoint).toBeDefined();

	expect(await writeAnsweredPlan(rest, 'en')).toEqual({path: rest.path});
	expect(loadPlan(rest.path, 'en')).toMatchObject({plan: {endpoint: {kind: 'single'}}});
});

test('Every mistake comes back as a sentence, and nothing is written', async () => {
	const wrong = answers({version: '1.99', workers: [{name: 'm1', address: '10.77.0.999'}]});
	const written = await writeAnsweredPlan(wrong, 'en');

	expect('problems' in written && written.problems.length).toBeGreaterThanOrEqual(2);
	expect(JSON.stringify(written)).toContain('1.99');
	expect(existsSync(wrong.path)).toBe(false);
});

test('A file that is there already is never written over, and that is said in the person’s language', async () => {
	const {path} = answers();
	writeFileSync(path, 'mine\n');
	const written = await writeAnsweredPlan(answers(), 'zh');

	expect('problems' in written && written.problems[0]).toMatch(/\p{Script=Han}/u);
	expect(readFileSync(path, 'utf8')).toBe('mine\n');
});
