import {expect, test} from 'vitest';
import type {Task} from '../../../source/engine/declare.ts';
import {Output} from '../../../source/ui/components/output.tsx';
import {entriesOf} from '../../../source/ui/progress.ts';
import {sessionOf, type Session} from '../../../source/ui/session.ts';
import {bookOf, createFakeWorld, making} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {settle} from '../../helpers/screen.tsx';
import {openBook} from '../../helpers/walking.tsx';

const draw = (session: Session, scroll = 0) => {
	const entry = entriesOf(session.engine)[0]!;
	return onScreen(<Output entry={entry} host="m1" width={20} height={4} scroll={scroll} />, 20, 6, {session});
};
const open = (...tasks: readonly Task[]): Session => sessionOf(openBook(createFakeWorld(), bookOf(...tasks)));
const print = (session: Session, text: string, host = 'm1'): void =>
	session.store.emit({type: 'output', task: 'a', host, stream: 'stdout', text, at: 0});

test('Before anything is printed it says so', async () => {
	expect((await draw(open(making('a')))).text()).toContain('Nothing printed yet.');
});

test('The last lines of the one host are shown, long ones folded, and nothing outside of its box', async () => {
	const session = open(making('a'));
	print(session, 'of another host\n', 'm2');
	print(session, 'one\ntwo\nthree\nfour and something more\n');

	expect((await draw(session)).lines()).toEqual(['two', 'three', 'four and something', 'more', '', '']);
});

test('Few lines begin at the top', async () => {
	const session = open(making('a'));
	print(session, 'one\n');

	expect((await draw(session)).lines()[0]).toBe('one');
});

test('While it runs, a line that comes moves nothing; at its end the pane is filled', async () => {
	const session = open(making('a'));
	const tell = (status: 'running' | 'done'): void =>
		session.store.emit({type: 'task', task: 'a', host: 'm1', status, at: 0, attempt: 1});
	tell('running');
	const {lines} = await draw(session);
	const seen: string[] = [];
	for (const word of ['one', 'two', 'three', 'four', 'five', 'six']) {
		print(session, `${word}\n`);
		await settle();
		seen.push(lines().slice(0, 4).join(' ').trim());
	}
	tell('done');
	await settle();

	expect(seen).toEqual(['one', 'one two', 'one two three', 'one two three four', 'five', 'five six']);
	expect(lines().slice(0, 4)).toEqual(['three', 'four', 'five', 'six']);
});

test('A line that would move the cursor is shown, not obeyed', async () => {
	const session = open(making('a'));
	print(session, '\u001B[5A\u001B[2Jgone\n');

	expect((await draw(session)).text()).toContain('�[5A�[2Jgone');
});

test('A failure says its sentence below what was printed', async () => {
	const session = open(making('a', {run: () => 'fail no space left'}));
	await session.engine.start();

	expect((await draw(session)).text()).toContain('no space left');
});
