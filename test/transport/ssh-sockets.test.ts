import {existsSync, statSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {expect, test} from 'vitest';
import {createSockets} from '../../source/transport/ssh-sockets.ts';
import {makeWorkplace} from '../hosts/workplace.ts';

test('Each host keeps its socket until it is forgotten, in a directory that nobody else can enter', async () => {
	const sockets = createSockets(makeWorkplace());
	const first = await sockets.of('m1');

	expect(await sockets.of('m1')).toBe(first);
	expect(await sockets.of('m2')).not.toBe(first);
	expect(statSync(dirname(first)).mode & 0o777).toBe(0o700);
	expect(sockets.isOpen('m1')).toBe(false);
	writeFileSync(first, '');
	expect(sockets.isOpen('m1')).toBe(true);
	sockets.forget('m1');
	expect(await sockets.of('m1')).not.toBe(first);

	await sockets.close();
	expect(existsSync(dirname(first))).toBe(false);
});

test('A directory whose path is too long for a socket is not taken', async () => {
	const long = `${makeWorkplace()}/${'x'.repeat(80)}`;
	const sockets = createSockets(long);
	const socket = await sockets.of('m1');

	expect(Buffer.byteLength(socket)).toBeLessThan(100);
	await sockets.close();
	expect(existsSync(dirname(socket))).toBe(false);
});
