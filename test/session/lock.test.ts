import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {holderOf, type Self, SessionHeld, takeLock} from '../../source/session/lock.ts';
import {makeHome, start} from './story.ts';

const home = makeHome();
const pathOf = (name: string): string => join(home, name, 'lock');
const me: Self = {pid: process.pid, host: 'bastion', user: 'ann', isRunning: pid => pid === process.pid};
const other: Self = {...me, pid: 4_000_001, user: 'ben', isRunning: pid => pid === process.pid || pid === 4_000_001};

test('A second process is told who holds the session, where and since when', () => {
	const path = pathOf('held');
	const lock = takeLock('demo-1', path, me, start);

	expect(() => takeLock('demo-1', path, other, start + 1)).toThrow(SessionHeld);
	expect(() => takeLock('demo-1', path, other, start)).toThrow(
		`Session demo-1 is open in another process (${process.pid} of ann on bastion).`,
	);
	expect(holderOf(path, other)).toMatchObject({pid: process.pid, user: 'ann'});
	lock.release();
	expect(holderOf(path, other)).toBeUndefined();
	takeLock('demo-1', path, other, start).release();
	expect(readdirSync(join(home, 'held'))).toEqual([]);
});

test('A lock whose process has died is taken over, and its former owner cannot give it away', () => {
	const path = pathOf('stale');
	const former = takeLock('demo-1', path, {...other, pid: 4_000_002}, start);

	const lock = takeLock('demo-1', path, me, start + 1);
	former.release();

	expect(holderOf(path, me)).toMatchObject({pid: process.pid});
	lock.release();
});

test('A later process with the same number does not keep a dead lock alive', () => {
	const path = pathOf('reused');
	takeLock('demo-1', path, me, start).release();
	writeFileSync(path, JSON.stringify({pid: process.pid, host: 'bastion', user: 'ann', since: start, started: '1'}));

	expect(holderOf(path, me)).toBeUndefined();
	takeLock('demo-1', path, me, start).release();
});

test('A lock of another machine is believed', () => {
	const path = pathOf('elsewhere');
	takeLock('demo-1', path, {...me, host: 'laptop'}, start);

	expect(() => takeLock('demo-1', path, me, start)).toThrow(SessionHeld);
});

test('A lock that cannot be read holds nobody back', () => {
	const path = pathOf('garbled');
	takeLock('demo-1', path, me, start).release();
	writeFileSync(path, 'half a lo');

	takeLock('demo-1', path, me, start).release();
	expect(readdirSync(join(home, 'garbled'))).toEqual([]);
});
