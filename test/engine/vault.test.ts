import {expect, test} from 'vitest';
import {createVault, type Vault} from '../../source/engine/vault.ts';
import {bookOf, making} from '../helpers/fake-world.ts';

const book = bookOf(
	making('give', {capture: {token: {parse: () => undefined, secret: true}, address: {parse: () => undefined}}}),
);
const open = (now = 100): {vault: Vault; secrets: Map<string, string>} => {
	const secrets = new Map<string, string>();
	const keeper = {
		get: (name: string, host: string) => secrets.get(name + host),
		set: (name: string, host: string, value: string) => void secrets.set(name + host, value),
	};
	return {vault: createVault(book, {}, keeper, () => now), secrets};
};

test("A host's own value comes before the newest of any host", () => {
	const {vault} = open();
	vault.keep('address', {value: 'one', host: 'm1', at: 1});
	vault.keep('address', {value: 'two', host: 'm2', at: 2});

	expect(vault.find('address', 'm1', false)?.value).toBe('one');
	expect(vault.find('address', 'w1', false)?.value).toBe('two');
	expect(vault.find('address', 'w1', true)).toBeUndefined();
});

test('A value that ran out is not found', () => {
	const {vault} = open(100);
	vault.keep('address', {value: 'old', host: 'm1', at: 1, expires: 100});
	vault.keep('address', {value: 'good', host: 'm2', at: 1, expires: 101});

	expect(vault.find('address', 'w1', false)?.value).toBe('good');
	expect(vault.find('address', 'm1', true)).toBeUndefined();
});

test('Only secrets go to their keeper', () => {
	const {vault, secrets} = open();
	vault.keep('token', {value: 'hidden', host: 'm1', at: 1});
	vault.keep('address', {value: 'plain', host: 'm1', at: 1});

	expect([...secrets]).toEqual([['tokenm1', 'hidden']]);
	expect(vault.isSecret('token')).toBe(true);
	expect(vault.isSecret('address')).toBe(false);
});

test('Values of an earlier process are there again, secrets from their keeper', () => {
	const known = {
		address: {m1: {task: 'give', host: 'm1', at: 1, value: 'plain'}},
		token: {m1: {task: 'give', host: 'm1', at: 1}, m2: {task: 'give', host: 'm2', at: 2}},
	};
	const vault = createVault(
		book,
		known,
		{get: (_, host) => (host === 'm1' ? 'hidden' : undefined), set: () => undefined},
		() => 5,
	);

	expect(vault.find('address', 'w1', false)?.value).toBe('plain');
	expect(vault.all('token')).toEqual([{value: 'hidden', host: 'm1', at: 1}]);
});
