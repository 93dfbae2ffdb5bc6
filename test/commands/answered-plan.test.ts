import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {draftAnsweredPlan, writeAnsweredPlan} from '../../source/commands/answered-plan.ts';
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
	kind: 'keepalived-haproxy',
	network: 'flannel',
	address: '10.77.0.100:9443',
	user: 'ops',
	path: join(home(), 'cluster.yaml'),
	...more,
});

test('The answers become a plan that can be opened', () => {
	const {path} = answers();

	expect(writeAnsweredPlan(answers(), 'en')).toEqual({path});
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

test.each([
	['kube-vip', {kind: 'kube-vip', address: '10.77.0.100'}],
	['external', {kind: 'external', address: '10.77.0.100'}],
] as const)('A shared address by %s is one as well', (kind, endpoint) => {
	const {path} = answers();
	writeAnsweredPlan(answers({kind, address: '10.77.0.100'}), 'en');

	expect(loadPlan(path, 'en')).toMatchObject({plan: {endpoint}});
});

test('A single control plane needs no address', () => {
	const {address, ...rest} = answers({kind: 'single', controlPlanes: [{name: 'm1', address: '10.77.0.11'}]});
	expect(address).toBeDefined();

	expect(writeAnsweredPlan(rest, 'en')).toEqual({path: rest.path});
	expect(loadPlan(rest.path, 'en')).toMatchObject({plan: {endpoint: {kind: 'single'}}});
});

test.each([
	['controlPlanes', {controlPlanes: []}],
	['controlPlanes', {controlPlanes: [{name: 'm1', address: '10.77.0.999'}]}],
	['workers', {workers: [{name: 'w1', address: 'nowhere at all'}]}],
	['address', {address: ''}],
	['version', {version: '1.3'}],
	['name', {name: 'Not A Name'}],
	['user', {user: ''}],
	['path', {path: ''}],
] as const)('What is wrong with %s is said where that is asked', (field, more) => {
	const fields = draftAnsweredPlan(answers(more), 'en').complaints.map(complaint => complaint.field);

	expect(fields).toContain(field);
});

test('Every mistake comes back as a sentence, and nothing is written', () => {
	const wrong = answers({version: '1.99', workers: [{name: 'm1', address: '10.77.0.999'}]});
	const written = writeAnsweredPlan(wrong, 'en');

	expect('problems' in written && written.problems.length).toBeGreaterThanOrEqual(2);
	expect(JSON.stringify(written)).toContain('1.99');
	expect(existsSync(wrong.path)).toBe(false);
});

test('A file that is there already is never written over, and that is said in the person’s language', () => {
	const {path} = answers();
	writeFileSync(path, 'mine\n');
	const written = writeAnsweredPlan(answers(), 'zh');

	expect('problems' in written && written.problems[0]).toMatch(/\p{Script=Han}/u);
	expect(readFileSync(path, 'utf8')).toBe('mine\n');
});

test.each([
	['en', 'Control planes: please answer.', 'Shared address: please answer.'],
	['zh', '请填写“控制平面”。', '请填写“共享地址”。'],
] as const)(
	'In %s a question that was left open is asked again in its own words, not in those of the file',
	(language, hosts, address) => {
		const {complaints} = draftAnsweredPlan(answers({controlPlanes: [], workers: [], address: ''}), language);

		expect(complaints.map(({field}) => field)).toEqual(['controlPlanes', 'address']);
		expect(complaints[0]!.text).toContain(hosts);
		expect(complaints[1]!.text).toContain(address);
		expect(complaints.map(({text}) => text).join(' ')).not.toContain('{name:');
	},
);
