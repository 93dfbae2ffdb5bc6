// The only listener for keys. Screens say which actions of the key table they answer, never which keys.
import {useInput, usePaste, type Key} from 'ink';
import {useEffectEvent, useLayoutEffect} from 'react';
import {useUi} from './context.ts';
import type {Keyboard, Press} from './keyboard.ts';
import type {ActionOf, Place} from './keys.ts';
import {charactersOf} from './text-field.ts';

const named = [
	['return', 'return'],
	['escape', 'escape'],
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[];

const controls: Readonly<Record<string, string>> = {
	'\r': 'return',
	'\n': 'return',
	'\t': 'tab',
	'\b': 'backspace',
	'\u007F': 'backspace',
};

/** A control character among letters: who types ahead, or holds a key, sends several in one go. */
const controlOf = (character: string): string | undefined => {
	const code = character.charCodeAt(0);
	return controls[character] ?? (code < 32 ? `ctrl+${String.fromCharCode(code + 96)}` : undefined);
};

const pressOf = (character: string): Press => {
	const control = controlOf(character);
	return control ? {name: control, text: ''} : {name: character, text: character};
};

/** What Ink reports, as presses: one chunk can hold several keys. */
export const pressesOf = (input: string, key: Key): readonly Press[] => {
	if (key.tab) return [{name: key.shift ? 'shift+tab' : 'tab', text: ''}];
	const name = named.find(([flag]) => key[flag])?.[1];
	if (name) return [{name, text: ''}];
	if (key.ctrl) return [{name: `ctrl+${input}`, text: ''}];
	if (key.meta || key.super || key.hyper) return [];
	return charactersOf(input).map(pressOf);
};

/** Several lines in one go are no typing: a terminal without bracketed paste (GNU screen) hands a paste over like this. */
const isPaste = (input: string): boolean => input.length > 40 && (input.match(/[\r\n]/g)?.length ?? 0) > 1;

/** Listens to the terminal; mounted once, at the root. */
export const useTerminalKeys = (keyboard: Keyboard): void => {
	useInput((input, key) => {
		if (isPaste(input)) return keyboard.paste(input);
		if (key.eventType !== 'release') keyboard.press(pressesOf(input, key));
	});
	usePaste(text => keyboard.paste(text));
};

/** Answers the actions of a place while the component is on screen and `active`. */
export const useKeys = <Where extends Place>(
	place: Where,
	handlers: Readonly<Partial<Record<ActionOf<Where>, () => unknown>>>,
	options: {readonly active?: boolean; readonly typed?: (press: Press) => void} = {},
): void => {
	const {keyboard} = useUi();
	const {active = true, typed} = options;
	const current = useEffectEvent(() => ({handlers, ...(typed && {typed})}));
	useLayoutEffect(() => (active ? keyboard.open(place, () => current()) : undefined), [active, keyboard, place]);
};
