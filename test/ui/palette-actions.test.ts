import {expect, test} from 'vitest';
import {createHolder} from '../../source/ui/holder.ts';
import {createKeyboard} from '../../source/ui/keyboard.ts';
import {createMouse} from '../../source/ui/mouse.ts';
import {choosePaletteItem} from '../../source/ui/palette-actions.ts';
import type {PaletteItem} from '../../source/ui/palette.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {reduceShell, shellOf} from '../../source/ui/shell.ts';
import {settle} from '../helpers/screen.tsx';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {closedDoors, openBook} from '../helpers/walking.tsx';

const words = {title: '', other: '', hint: '', key: ''};

const choose = async (item: PaletteItem) => {
	const session = sessionOf(openBook(createFakeWorld()));
	const shell = createHolder(reduceShell, shellOf('en', session));
	const keyboard = createKeyboard();
	const pressed: string[] = [];
	keyboard.open('everywhere', () => ({handlers: {quit: () => void pressed.push('quit')}}));
	session.view.send('log');
	shell.send({type: 'palette-shown', shown: true});
	const mouse = createMouse(keyboard.inTurn);
	choosePaletteItem({doors: closedDoors, shell, keyboard, mouse, colour: false}, item);
	await settle();
	return {session, shell, pressed};
};

test('A task is shown in the walk, whatever screen was there', async () => {
	const {session, shell} = await choose({...words, kind: 'task', task: 'join'});

	expect(session.view.get()).toBe('walk');
	expect(session.walk.get().task).toBe('join');
	expect(shell.get().palette).toBeUndefined();
});

test('A host is shown in the walk', async () => {
	const {session} = await choose({...words, kind: 'host', host: 'w2'});

	expect([session.view.get(), session.walk.get().host]).toEqual(['walk', 'w2']);
});

test('An action is left to its key', async () => {
	const {session, pressed} = await choose({...words, kind: 'action', action: 'quit'});

	expect(pressed).toEqual(['quit']);
	expect(session.view.get()).toBe('log');
});
