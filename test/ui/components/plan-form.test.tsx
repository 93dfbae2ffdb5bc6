import {expect, test} from 'vitest';
import {draftAnsweredPlan} from '../../../source/commands/answered-plan.ts';
import type {PlanAnswers} from '../../../source/ui/doors.ts';
import {showProgram} from '../../helpers/walking.tsx';

const draftPlan = async (answers: PlanAnswers, language: 'en' | 'zh') => draftAnsweredPlan(answers, language);

test('From the topology to the plan file: the picture grows, the file is shown, and then opened next', async () => {
	const written: PlanAnswers[] = [];
	const newPlan = async (given: PlanAnswers) => {
		written.push(given);
		return {path: given.path};
	};
	const {press, type, text} = await showProgram(undefined, {doors: {newPlan, draftPlan}});
	await press('down', 'down', 'return');
	expect(text()).toContain('share an address');
	await press('return');
	await type('10.0.0.1 10.0.0.2 10.0.0.3');
	expect(text()).toMatch(/m1 +m2 +m3/);
	await press('return');
	await type('10.0.0.9');
	await press('return', 'return', 'return');
	await type('10.0.0.100');
	await press('return', 'right', 'return', 'return', 'return', 'return');
	expect(text()).toContain('write this plan to cluster.yaml');
	await press('return');

	expect(written).toMatchObject([{kind: 'keepalived-haproxy', network: 'calico', address: '10.0.0.100'}]);
	expect(text()).toContain('› Open cluster.yaml');
});

test('A bad answer is told in the plan’s own sentence, in Chinese too, and what was typed stays', async () => {
	const {press, type, text} = await showProgram(undefined, {language: 'zh', doors: {draftPlan}});
	await press('down', 'down', 'return', 'left', 'return');
	await type('10.0.0.999');
	await press('return');

	expect(text()).toContain('不是 IPv4 或 IPv6 地址');
	expect(text()).toContain('10.0.0.999');
	expect(text()).not.toContain('共享地址');
});

test.each([
	['en', 'Load balancer', 'Shared address'],
	['zh', '负载均衡地址', '共享地址'],
] as const)(
	'In %s the address of a load balancer of one’s own is asked for as such',
	async (language, words, other) => {
		const {press, text} = await showProgram(undefined, {language, doors: {draftPlan}});
		await press('down', 'down', 'return', 'left', 'left');

		expect(text()).toContain(words);
		expect(text()).not.toContain(other);
	},
);
