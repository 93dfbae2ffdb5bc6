import {hostname} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {home, self} from '../../source/commands/state-home.ts';
import {ownHome} from '../helpers/own-home.ts';

const own = ownHome();

test('The environment says where things are remembered', () => {
	expect(home().sessions).toBe(join(own(), 'sessions'));
});

test('This process knows itself, and which others are there', () => {
	const {pid, host, isRunning} = self();
	expect({pid, host}).toEqual({pid: process.pid, host: hostname()});
	expect(isRunning(process.pid)).toBe(true);
	// Numbers end before this one on every Linux.
	expect(isRunning(2 ** 22 + 1)).toBe(false);
});
