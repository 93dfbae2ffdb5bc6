import {expect, test} from 'vitest';
import {fingerprintOf, hostKeys, keyPair, openHalf} from '../../../source/transport/lab/ssh-keys.ts';

test('A private key knows the public half that belongs to it, and no other', () => {
	const [one, other] = [keyPair('a'.repeat(64)), keyPair('b'.repeat(64))];
	expect(openHalf(one.secret)).toBe(one.open);
	expect(other.open).not.toBe(one.open);
	expect(openHalf('no key')).toBeUndefined();
});

test('A public half has the shape of a real one', () => {
	const {open} = hostKeys('4f1c');
	expect(open).toMatch(/^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[\w+/]{43}$/);
	expect(fingerprintOf(open)).toMatch(/^SHA256:[\w+/]{43}$/);
});
