import {expect, test} from 'vitest';
import {actionFor, actionsIn, keys, keysOf, nameOf, places, type Action, type Place} from '../../source/ui/keys.ts';

const pressesIn = (place: Place): readonly string[] => actionsIn(place).flatMap(action => [...keys[action].press]);
const all = Object.keys(places) as Place[];

test.each(all)('No key means two things in the place %s', place => {
	const presses = pressesIn(place);

	expect(presses).toEqual([...new Set(presses)]);
});

test('A key of a screen does not hide one that works everywhere', () => {
	const shared = all.filter(place => !places[place].alone && place !== 'everywhere');

	for (const place of shared)
		expect(pressesIn(place).filter(key => pressesIn('everywhere').includes(key))).toEqual([]);
});

test('Where text is typed, no letter is a command', () => {
	const letters = [...pressesIn('typing'), ...pressesIn('editor'), ...pressesIn('always')].filter(
		key => key.length === 1,
	);

	expect(letters).toEqual([]);
});

test('Nothing that cannot be taken back is one Enter away', () => {
	const byEnter = (Object.keys(keys) as Action[]).filter(action => keys[action].press.some(key => key === 'return'));

	expect(byEnter.toSorted()).toEqual([
		'accept',
		'acceptQuery',
		'choose',
		'choosePalette',
		'closeHelp',
		'closeHost',
		'cure',
		'goToFix',
		'goToTask',
		'leaveReport',
		'next',
		'openHost',
		'takePaste',
		'writePlan',
	]);
});

test('Keys are written as they stand on keyboards', () => {
	expect(['return', 'ctrl+s', 'a', 'shift+tab'].map(nameOf)).toEqual(['Enter', 'Ctrl+S', 'a', 'Shift+Tab']);
	expect(keysOf('nextTask')).toBe('Down j');
	expect(actionFor('walk', 'j')).toBe('nextTask');
});
