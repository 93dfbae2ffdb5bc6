import {expect, test} from 'vitest';
import type {Returned, Sheet} from '../../source/engine/sheet.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {presentOn} from '../../source/ui/desk.ts';
import {sessionOf, type Session} from '../../source/ui/session.ts';
import * as act from '../../source/ui/sheet-actions.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {jobOn, lookOn, printed} from '../helpers/sheets.ts';
import {openBook} from '../helpers/walking.tsx';

const showing = (sheet: Sheet, more: Partial<Session> = {}) => {
	const session = {...sessionOf(openBook(createFakeWorld())), ...more};
	const given: (Returned | undefined)[] = [];
	void presentOn(session.desk)(sheet, new AbortController().signal).then(returned => given.push(returned));
	return {
		session,
		given,
		paste: (text: string) => session.desk.send({type: 'pasted', text}),
		said: () => session.desk.get().said?.say(textsOf('en')),
	};
};

const settled = (): Promise<void> => new Promise(resolve => void setImmediate(resolve));

test('A whole paste is taken; before that, what is lacking is said', async () => {
	const {session, given, paste, said} = showing(jobOn);
	act.takePaste(session);
	expect(said()).toMatch(/^Nothing pasted yet/);
	paste(printed(2).split('\n').slice(0, 2).join('\n'));
	act.takePaste(session);
	expect(said()).toMatch(/^The end is missing/);
	paste(printed(2));
	act.takePaste(session);
	await settled();

	expect(given).toHaveLength(1);
	expect(session.desk.get().waiting).toEqual([]);
});

test('Text without markers needs a word on how it ended, and only then do those keys mean something', async () => {
	const {session, given, paste} = showing(jobOn);
	act.sayEnding(session, true);
	paste('This node has joined the cluster');
	act.takePaste(session);
	act.sayEnding(session, false);
	await settled();

	expect(given).toEqual([{pasted: 'This node has joined the cluster', well: false}]);
});

test('That it was never run can be said only of what was asked before', async () => {
	const first = showing(jobOn);
	act.sayNeverRan(first.session);
	const before = showing(lookOn);
	act.sayNeverRan(before.session);
	await settled();

	expect(first.given).toEqual([]);
	expect(before.given).toEqual(['not-run']);
});

test('Escape takes the paste away first, then puts the sheet aside; nothing is answered', async () => {
	const {session, given, paste} = showing(jobOn);
	paste('abc');
	act.sheetBack(session);
	expect(session.desk.get()).toMatchObject({shown: true});
	expect(session.desk.get().paste).toBeUndefined();
	act.sheetBack(session);
	await settled();

	expect(session.desk.get()).toMatchObject({shown: false, waiting: [{sheet: jobOn}]});
	expect(given).toEqual([]);
});

test('The whole text goes to the clipboard, and into a file whose path is said', () => {
	const written: string[] = [];
	const {session, said} = showing(jobOn, {writeSheet: () => '/home/ops/m2.sh'});
	act.copySheet(session, text => void written.push(text));
	expect(written).toEqual([`\u001B]52;c;${Buffer.from(jobOn.script).toString('base64')}\u0007`]);
	expect(said()).toMatch(/^Copied \d+ lines\.$/);
	act.writeSheet(session);
	expect(said()).toBe('Written to /home/ops/m2.sh (only you can read it): run it there with sh.');

	const long = showing({...jobOn, script: 'x'.repeat(80_000)});
	act.copySheet(long.session, text => void written.push(text));
	expect(long.said()).toBe('Too long for the terminal’s clipboard: w writes it to a file.');
	act.writeSheet(long.session);
	expect(long.said()).toBe('There is no place for files here.');
	expect(written).toHaveLength(1);
});
