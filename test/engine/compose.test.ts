import {expect, test} from 'vitest';
import {createComposer} from '../../source/engine/compose.ts';
import {sh} from '../../source/engine/script.ts';
import {createRedactor} from '../../source/engine/redact.ts';
import {createTyped} from '../../source/engine/typed.ts';
import {createVault} from '../../source/engine/vault.ts';
import {MissingCapture} from '../../source/engine/given.ts';
import {bookOf, making, threeHosts} from '../helpers/fake-world.ts';
import type {Script} from '../../source/engine/declare.ts';

const book = bookOf(
	making('give', {capture: {token: {parse: () => undefined, secret: true}, mac: {parse: () => undefined}}}),
);
const open = () => {
	const vault = createVault(book, {}, {get: () => undefined, set: () => undefined}, () => 1);
	const kept = new Map([['typed-1 operator', "it's typed"]]);
	const keeper = {get: (name: string, host: string) => kept.get(`${name} ${host}`), set: () => undefined};
	const typed = createTyped([], createRedactor(), keeper);
	return {
		vault,
		composer: createComposer(threeHosts, {colour: 'red'}, vault, typed, (host, name) => `${name} of ${host}`),
	};
};
const script: Script = given =>
	sh`join ${given.captured('token')} as ${given.host.name} in ${given.setting('colour') as string}`;
const [m1, m2] = threeHosts;

test('A script to run has every value, one to show has names for secrets', () => {
	const {vault, composer} = open();
	vault.keep('token', {value: 'it is $ecret', host: 'm1', at: 1});

	expect(composer.toRun(script, m1!)).toBe("join 'it is $ecret' as m1 in red");
	expect(composer.toShow(script, m1!)).toEqual({script: 'join <token> as m1 in red', missing: []});
});

test('A value that is not there stops a run and is named in what is shown', () => {
	const {composer} = open();

	expect(() => composer.toRun(script, m1!)).toThrow(MissingCapture);
	expect(composer.toShow(script, m1!).missing).toEqual(['token']);
});

test('The value of a named host is its own and nobody else’s', () => {
	const {vault, composer} = open();
	vault.keep('mac', {value: 'aa', host: 'm1', at: 1});

	expect(composer.toRun(given => sh`${given.captured('mac', 'm1')}`, m2!)).toBe('aa');
	expect(() => composer.toRun(given => sh`${given.captured('mac', 'm2')}`, m1!)).toThrow(MissingCapture);
});

test('The placeholders of an edited script are filled in, quoted', () => {
	const {vault, composer} = open();
	vault.keep('token', {value: "it's $1", host: 'm1', at: 1});

	expect(composer.fillIn('echo <token> <other>', m1!)).toBe(String.raw`echo 'it'\''s $1' <other>`);
	expect(() => composer.fillIn('echo <mac>', m1!)).toThrow(MissingCapture);
});

test('What was typed is filled in as it was typed, on every host', () => {
	const {composer} = open();

	expect(composer.fillIn('echo "<typed-1>" <other>', m1!)).toBe(`echo "it's typed" <other>`);
	expect(composer.fillIn('echo <typed-1>', m2!)).toBe("echo it's typed");
	expect(() => composer.fillIn('echo <typed-2>', m1!)).toThrow(MissingCapture);
});
