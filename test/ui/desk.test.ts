import {expect, test} from 'vitest';
import {createDesk, presentOn} from '../../source/ui/desk.ts';
import {jobOn, lookOn, printed, questionsOn} from '../helpers/sheets.ts';

const never = new AbortController().signal;

test('The first sheet is shown at once; later ones wait, also when the first was put aside', () => {
	const desk = createDesk();
	const present = presentOn(desk);
	void present(jobOn, never);
	expect(desk.get()).toMatchObject({shown: true});
	desk.send({type: 'shown', shown: false});
	void present(lookOn, never);

	expect(desk.get()).toMatchObject({shown: false});
	expect(desk.get().waiting.map(({sheet}) => sheet)).toEqual([jobOn, lookOn]);
});

test('A sheet is answered once, and the next one begins without its paste', async () => {
	const desk = createDesk();
	const first = presentOn(desk)(jobOn, never);
	const second = presentOn(desk)(questionsOn('true'), never);
	desk.send({type: 'pasted', text: printed(3)});
	expect(desk.get().paste).toMatchObject({lines: 6, reading: {state: 'whole'}});
	desk.get().waiting[0]!.give({pasted: printed(3)});

	expect(await first).toEqual({pasted: printed(3)});
	expect(desk.get()).toMatchObject({shown: true, scroll: 0});
	expect(desk.get().paste).toBeUndefined();
	desk.get().waiting[0]!.give('not-run');
	expect(await second).toBe('not-run');
});

test('What is stopped goes from the desk, and what is read of another one stays', async () => {
	const desk = createDesk();
	const stop = new AbortController();
	void presentOn(desk)(jobOn, never);
	const stopped = presentOn(desk)(lookOn, stop.signal);
	desk.send({type: 'pasted', text: 'half of it'});
	stop.abort();

	expect(await stopped).toBeUndefined();
	expect(desk.get().waiting.map(({sheet}) => sheet)).toEqual([jobOn]);
	expect(desk.get().paste?.text).toBe('half of it');
});

test('A long output may be pasted piece by piece', () => {
	const desk = createDesk();
	void presentOn(desk)(jobOn, never);
	const whole = printed(3000).split('\n');
	desk.send({type: 'pasted', text: whole.slice(0, 1500).join('\r')});
	expect(desk.get().paste?.reading).toEqual({state: 'lacking', lack: {kind: 'end'}});
	desk.send({type: 'pasted', text: whole.slice(1500).join('\r')});

	expect(desk.get().paste?.reading.state).toBe('whole');
	desk.send({type: 'discarded'});
	expect(desk.get().paste).toBeUndefined();
});
