import {existsSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openSecrets} from '../../source/session/secrets.ts';
import {makeHome} from './story.ts';

const home = makeHome();
const neverFails = (error: Error): never => {
	throw error;
};

test('A secret outlives the process in a file that only its owner reads, and goes when the session closes', () => {
	const path = join(home, 'secrets');
	openSecrets(path, neverFails).set('join-token', 'm1', 'abc.def');
	openSecrets(path, neverFails).set('join-token', 'm2', 'ghi.jkl');

	const secrets = openSecrets(path, neverFails);
	expect([secrets.get('join-token', 'm1'), secrets.get('join-token', 'm2')]).toEqual(['abc.def', 'ghi.jkl']);
	expect(secrets.get('certificate-key', 'm1')).toBeUndefined();
	expect(statSync(path).mode & 0o777).toBe(0o600);
	secrets.remove();
	expect(existsSync(path)).toBe(false);
	expect(secrets.get('join-token', 'm1')).toBeUndefined();
});

test('A file that cannot be read has no secrets: they are asked for again', () => {
	const path = join(home, 'garbled');
	writeFileSync(path, '{"join-tok');

	expect(openSecrets(path, neverFails).get('join-token', 'm1')).toBeUndefined();
});

test('A secret that cannot be written lasts as long as the program, and that is told once', () => {
	writeFileSync(join(home, 'blocker'), '');
	const told: string[] = [];
	const secrets = openSecrets(join(home, 'blocker', 'secrets'), ({message}) => void told.push(message));
	secrets.set('join-token', 'm1', 'one');
	secrets.set('join-token', 'm1', 'two');

	expect(secrets.get('join-token', 'm1')).toBe('two');
	expect(told).toHaveLength(1);
	expect(told[0]).not.toContain('two');
});
