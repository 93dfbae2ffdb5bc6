import {expect, test} from 'vitest';
import {question} from '../../steps/question.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

test('A question changes nothing: running it asks again, in front of the operator', () => {
	const words = {
		id: 'a',
		title: {en: 'A', zh: '甲'},
		why: {en: 'B', zh: '乙'},
		fix: {en: 'C', zh: '丙'},
	};
	const task = question(words, ({host}) => `ask ${host.name}`);
	const given = givenFor(labPlan, 'm1');

	expect(task.run(given)).toBe('ask m1');
	expect(task.check.ask(given)).toBe('ask m1');
	expect(task.undo).toBe('nothing-to-undo');
	expect(task.risk).toBe('safe');
});
