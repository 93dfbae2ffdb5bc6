import {expect, test} from 'vitest';
import {createKeyboard, type Press} from '../../source/ui/keyboard.ts';
import {settle} from '../helpers/screen.tsx';

const key = (name: string): Press => ({name, text: name.length === 1 ? name : ''});

test('The topmost place gets the key; what it has no use for falls through to everywhere', async () => {
	const keyboard = createKeyboard();
	const heard: string[] = [];
	keyboard.open('walk', () => ({handlers: {all: () => heard.push('all')}}));
	keyboard.open('everywhere', () => ({handlers: {help: () => heard.push('help')}}));

	keyboard.press([key('a')]);
	keyboard.press([key('?')]);
	await settle();

	expect(heard).toEqual(['all', 'help']);
});

test('A text field takes letters that are commands elsewhere, and Ctrl+C still works', async () => {
	const keyboard = createKeyboard();
	const heard: string[] = [];
	keyboard.open('always', () => ({handlers: {interrupt: () => heard.push('interrupt')}}));
	keyboard.open('everywhere', () => ({handlers: {quit: () => heard.push('quit')}}));
	keyboard.open('typing', () => ({handlers: {}, typed: ({text}) => heard.push(`typed ${text}`)}));

	keyboard.press([key('q')]);
	keyboard.press([key('ctrl+c')]);
	await settle();

	expect(heard).toEqual(['typed q', 'interrupt']);
});

test('A place that closes gives its keys back', async () => {
	const keyboard = createKeyboard();
	const heard: string[] = [];
	keyboard.open('everywhere', () => ({handlers: {quit: () => heard.push('quit')}}));
	const close = keyboard.open('leaving', () => ({handlers: {}}));

	keyboard.press([key('q')]);
	await settle();
	close();
	keyboard.press([key('q')]);
	await settle();

	expect(heard).toEqual(['quit']);
});

test('Of several keys in one chunk, the second sees what the first one opened', async () => {
	const keyboard = createKeyboard();
	const heard: string[] = [];
	const openDialog = async (): Promise<void> => {
		await Promise.resolve();
		keyboard.open('confirm', () => ({handlers: {no: () => heard.push('no')}}));
	};
	keyboard.open('walk', () => ({handlers: {undo: () => void openDialog(), next: () => heard.push('next')}}));

	keyboard.press([key('u'), key('return'), key('n')]);
	await settle();

	expect(heard).toEqual(['no']);
});

test('Pasted text goes into a text field or nowhere', async () => {
	const keyboard = createKeyboard();
	const heard: string[] = [];
	keyboard.open('everywhere', () => ({handlers: {quit: () => heard.push('quit')}}));
	keyboard.paste('q');
	await settle();
	keyboard.open('typing', () => ({handlers: {}, typed: ({text}) => heard.push(text)}));
	keyboard.paste('10.0.0.1\n10.0.0.2');
	await settle();

	expect(heard).toEqual(['10.0.0.1\n10.0.0.2']);
});

test('While an action takes its time the keys after it wait, and then find what it has changed', async () => {
	const keyboard = createKeyboard();
	const heard: string[] = [];
	const checked = Promise.withResolvers<void>();
	let field = 'first';
	const accept = async (): Promise<void> => {
		await checked.promise;
		field = 'second';
	};
	keyboard.open('typing', () => ({handlers: {accept}, typed: ({text}) => heard.push(`${field} ${text}`)}));

	keyboard.press([key('a'), key('return'), key('b')]);
	await settle();
	expect(heard).toEqual(['first a']);

	checked.resolve();
	await settle();
	expect(heard).toEqual(['first a', 'second b']);
});
