import {expect, test} from 'vitest';
import {charactersOf, emptyField, fieldOf, type as typeInto, type TextField} from '../../source/ui/text-field.ts';

const press = (field: TextField, ...names: readonly string[]): TextField =>
	names.reduce((now, name) => typeInto(now, {name, text: name.length === 1 ? name : ''}, 'many'), field);
const shown = ({text, at}: TextField): string => {
	const characters = charactersOf(text);
	return `${characters.slice(0, at).join('')}|${characters.slice(at).join('')}`;
};

test('Letters go in at the cursor', () => {
	expect(shown(press(fieldOf('ac'), 'left', 'b'))).toBe('ab|c');
});

test('Backspace takes away one character as people see it', () => {
	expect(shown(press(fieldOf('主机👩‍💻'), 'backspace'))).toBe('主机|');
	expect(shown(press(fieldOf('ab'), 'home', 'delete'))).toBe('|b');
});

test('Up and down keep the column where the line is long enough', () => {
	const field = fieldOf('first\nab\nthird');

	expect(shown(press(field, 'up'))).toBe('first\nab|\nthird');
	expect(shown(press(field, 'up', 'up'))).toBe('fi|rst\nab\nthird');
	expect(shown(press(field, 'up', 'up', 'up'))).toBe('fi|rst\nab\nthird');
	expect(shown(press(field, 'home', 'up', 'down'))).toBe('first\nab\n|third');
});

test('The ends of the line, and cutting to them, work as in a shell', () => {
	expect(shown(press(fieldOf('one\ntwo'), 'ctrl+a'))).toBe('one\n|two');
	expect(shown(press(fieldOf('one\ntwo'), 'left', 'ctrl+k'))).toBe('one\ntw|');
	expect(shown(press(fieldOf('one\ntwo'), 'left', 'ctrl+u'))).toBe('one\n|o');
	expect(shown(press(fieldOf('one\ntwo'), 'home', 'ctrl+e'))).toBe('one\ntwo|');
});

test('A field of one line turns pasted lines into spaces; several lines stay', () => {
	const paste = {name: 'paste', text: '10.0.0.1\r\n10.0.0.2'};

	expect(typeInto(emptyField, paste, 'one').text).toBe('10.0.0.1 10.0.0.2');
	expect(typeInto(emptyField, paste, 'many').text).toBe('10.0.0.1\n10.0.0.2');
	expect(typeInto(emptyField, {name: 'return', text: ''}, 'one')).toBe(emptyField);
});

test('In a secret every space counts', () => {
	const pasted = {name: 'paste', text: ' a  b\r\n'};

	expect(typeInto(emptyField, pasted, 'secret').text).toBe(' a  b');
	expect(typeInto(emptyField, pasted, 'one').text).toBe(' a b ');
});
