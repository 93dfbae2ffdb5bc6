import {expect, test} from 'vitest';
import type {PlanAnswers} from '../../../source/ui/doors.ts';
import {showProgram} from '../../helpers/walking.tsx';

test('The answers become a plan, which is then the next thing to open', async () => {
	const answers: PlanAnswers[] = [];
	const newPlan = async (given: PlanAnswers) => {
		answers.push(given);
		return {path: given.path};
	};
	const {press, type, text} = await showProgram(undefined, {doors: {newPlan}});
	await press('down', 'down', 'return');
	expect(text()).toContain('Small letters, digits and dashes.');
	await press('return', 'return');
	await type('10.0.0.1 10.0.0.2 10.0.0.3');
	await press('tab');
	await type('10.0.0.9');
	await press('down');
	await type('10.0.0.100');
	await press('return', 'return');
	expect(text()).toContain('Enter in the last field writes');
	await press('return');

	expect(answers).toMatchObject([
		{
			controlPlanes: [{address: '10.0.0.1'}, {address: '10.0.0.2'}, {name: 'm3', address: '10.0.0.3'}],
			workers: [{name: 'w1', address: '10.0.0.9'}],
			endpoint: '10.0.0.100',
		},
	]);
	expect(text()).toContain('› Open cluster.yaml');
});

test('What is missing is said below the form, in Chinese too, and what was typed stays', async () => {
	const {press, type, text} = await showProgram(undefined, {language: 'zh'});
	await press('down', 'down', 'return', 'up', 'backspace', 'backspace', 'backspace', 'backspace');
	await type('甲');
	await press('tab', 'tab', 'tab', 'tab', 'tab', 'tab', 'return');

	expect(text()).toContain('控制平面：请填写。');
	expect(text()).toContain('甲');
});
