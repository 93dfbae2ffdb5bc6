import {expect, test} from 'vitest';
import {onlyAsks} from '../../source/engine/only-asks.ts';
import {question} from '../../steps/question.ts';
import {allTasks} from '../helpers/broken/break.ts';

const words = {id: 'x', title: {en: 'x', zh: '甲'}, why: {en: 'x', zh: '甲'}, fix: {en: 'x', zh: '甲'}};

test('A task whose commands are its question only asks', () => {
	const task = question(words, () => 'true');
	expect(onlyAsks(task)).toBe(true);
	expect(onlyAsks({...task, run: () => 'true'})).toBe(false);
});

test('Whatever only asks says what a person does then, in both languages', () => {
	const asking = [...allTasks.values()].filter(onlyAsks);
	expect(asking.length).toBeGreaterThan(55);
	expect(asking.filter(({fix}) => fix === undefined).map(({id}) => id)).toEqual([]);
	for (const {fix} of asking) expect(fix!.en).toMatch(/\S/);
	// A fix that is nothing but commands is the same in both.
	const untold = asking.filter(({fix}) => !/\p{Script=Han}/u.test(fix!.zh) && fix!.zh !== fix!.en);
	expect(untold.map(({id}) => id)).toEqual([]);
});
