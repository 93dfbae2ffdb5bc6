import {expect, test} from 'vitest';
import type {Task} from '../../../source/engine/declare.ts';
import {Output} from '../../../source/ui/components/output.tsx';
import {entriesOf} from '../../../source/ui/progress.ts';
import {sessionOf, type Session} from '../../../source/ui/session.ts';
import {bookOf, createFakeWorld, making} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {openBook} from '../../helpers/walking.tsx';

const draw = (session: Session, scroll = 0) => {
	const entry = entriesOf(session.engine)[0]!;
	return onScreen(<Output entry={entry} host="m1" height={4} scroll={scroll} />, 20, 6, {session});
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
