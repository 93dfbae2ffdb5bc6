import {expect, test} from 'vitest';
import {createPasswords} from '../../source/transport/passwords.ts';

test('What one host took is tried on the others, and nothing before anybody took it', () => {
	const passwords = createPasswords();
	passwords.give('m1', 'typed');
	expect(passwords.candidates('m1')).toEqual(['typed']);
	expect(passwords.candidates('m2')).toEqual([]);

	passwords.took('m1', 'typed');
	expect(passwords.candidates('m2')).toEqual(['typed']);
});

test('A host is not tried twice with what it refused, and is asked for separately', () => {
	const passwords = createPasswords();
	passwords.took('m1', 'first');
	passwords.refused('m2', 'first');
	expect(passwords.candidates('m2')).toEqual([]);

	passwords.give('m2', 'second');
	expect(passwords.candidates('m2')).toEqual(['second']);
	expect(passwords.candidates('m1')).toEqual(['first']);
});

test('Guesses leave one of the three attempts for the person', () => {
	const passwords = createPasswords();
	for (const host of ['m1', 'm2', 'm3']) passwords.took(host, `of ${host}`);
	expect(passwords.candidates('m4')).toHaveLength(2);

	for (const password of passwords.candidates('m4')) passwords.refused('m4', password);
	expect(passwords.candidates('m4')).toEqual([]);
	expect(passwords.mayAsk('m4')).toBe(true);
	passwords.refused('m4', 'typed');
	expect(passwords.mayAsk('m4')).toBe(false);
	expect(passwords.failures('m4')).toBe(3);
});

test('Who types the same wrong password again is asked three times, and sudo once', () => {
	const passwords = createPasswords();
	passwords.give('m1', 'wrong');
	passwords.refused('m1', 'wrong');
	passwords.give('m1', 'wrong');
	expect(passwords.candidates('m1')).toEqual([]);
	passwords.give('m1', 'wrong');

	expect(passwords.mayAsk('m1')).toBe(false);
	expect(passwords.failures('m1')).toBe(1);
});
