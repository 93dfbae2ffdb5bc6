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
