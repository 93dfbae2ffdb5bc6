import {expect, test} from 'vitest';
import type {Question} from '../../../source/ui/doors.ts';
import {settle} from '../../helpers/screen.tsx';
import {showProgram} from '../../helpers/walking.tsx';

const ask = async (question: Question) => {
	const screen = await showProgram(undefined);
	const answers: (string | undefined)[] = [];
	screen.ui.shell.send({type: 'asked', asked: {question, answer: answer => answers.push(answer)}});
	await settle();
	return {...screen, answers};
};

const hostKey: Question = {
	kind: 'confirm',
	title: 'm1 shows a host key that is not known yet',
	lines: ['SHA256:abc'],
};

test('A host key is accepted with y, never with Enter', async () => {
	const {press, text, answers} = await ask(hostKey);
	expect(text()).toContain('SHA256:abc');
	await press('return');
	expect(answers).toEqual([]);
	await press('y');

	expect(answers).toEqual(['yes']);
	expect(text()).toContain('Rehearse on simulated hosts');
});

test('Turning a question down answers nothing', async () => {
	const {press, answers} = await ask(hostKey);
	await press('escape');

	expect(answers).toEqual([undefined]);
});

test('A password is never shown', async () => {
	const {press, type, text, written, answers} = await ask({
		kind: 'secret',
		title: 'Password of ops on w1',
		lines: [],
	});
	await type('hunter2q?L');
	expect(text()).toContain('**********');
	await press('return');

	expect(answers).toEqual(['hunter2q?L']);
	expect(written()).not.toContain('hunter2');
});

test('Enter in the same breath as the last letters loses none of them', async () => {
	const {chunk, answers} = await ask({kind: 'secret', title: 'Password of ops on w1', lines: []});
	await chunk('hunter2\r');

	expect(answers).toEqual(['hunter2']);
});

test('A pasted password keeps its spaces and loses the line’s end', async () => {
	const {chunk, press, answers} = await ask({kind: 'secret', title: 'Password of ops on w1', lines: []});
	await chunk('\u001B[200~ two  spaces \n\u001B[201~');
	await press('return');

	expect(answers).toEqual([' two  spaces ']);
});

test('A program that asks for itself has the terminal after a yes, and the question is answered when it ends', async () => {
	const seen: string[] = [];
	const work = async (): Promise<void> => void seen.push('worked');
	const {press, answers} = await ask({kind: 'terminal', title: 'm1 lets ops in with a password', lines: [], work});
	expect(seen).toEqual([]);
	await press('y');
	await settle();

	expect(seen).toEqual(['worked']);
	expect(answers).toEqual(['yes']);
	const turnedDown = await ask({kind: 'terminal', title: 'm1 lets ops in with a password', lines: [], work});
	await turnedDown.press('n');
	expect(turnedDown.answers).toEqual([undefined]);
	expect(seen).toEqual(['worked']);
});
