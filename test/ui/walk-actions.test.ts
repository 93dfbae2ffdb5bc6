import {expect, test} from 'vitest';
import type {Task} from '../../source/engine/declare.ts';
import {rowOf} from '../../source/engine/state.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {focusOf, type Focus} from '../../source/ui/focus.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {sessionOf, type Session} from '../../source/ui/session.ts';
import * as act from '../../source/ui/walk-actions.ts';
import {bookOf, createFakeWorld, making} from '../helpers/fake-world.ts';
import {openBook} from '../helpers/walking.tsx';

const open = (...tasks: readonly Task[]) => {
	const world = createFakeWorld();
	return {world, session: sessionOf(openBook(world, bookOf(...tasks)))};
};
const focus = (session: Session): Focus =>
	focusOf(session.engine, session.store.getState(), entriesOf(session.engine), session.walk.get())!;
const message = ({walk}: Session): string | undefined => walk.get().message?.say(textsOf('en'));
const status = ({store}: Session, task: string, host: string): string => rowOf(store.getState(), task, host).status;

test('Enter tries a failed task again, only where it failed', async () => {
	const {world, session} = open(making('a'));
	world.onRun = host => void (host === 'm2' && world.dead.add('m2'));
	await act.runNext(session);
	expect(status(session, 'a', 'm2')).toBe('unreachable');

	world.dead.clear();
	delete world.onRun;
	world.log.length = 0;
	await act.runNext(session);

	expect(world.log.every(line => line.startsWith('m2'))).toBe(true);
	expect(session.view.get()).toBe('report');
});

test('A second Enter while something runs starts nothing', async () => {
	const {world, session} = open(making('a'), making('b'));
	const first = act.runNext(session);
	await act.runNext(session);
	await first;

	expect(world.log.some(line => line.includes('make b'))).toBe(false);
});

test('The stage, and then everything, runs what is left', async () => {
	const {session} = open(making('a'), making('b'));
	await act.runStage(session, focus(session));

	expect([status(session, 'a', 'm1'), status(session, 'b', 'w2')]).toEqual(['done', 'done']);

	await act.runAll(session);
	expect(session.view.get()).toBe('report');
});

test('The end of the last task takes nobody away from another screen', async () => {
	const {session} = open(making('a'));
	session.view.send('log');
	await act.runAll(session);

	expect(session.view.get()).toBe('log');
});

test('Running a task again after the end stays with the tasks', async () => {
	const {session} = open(making('a'));
	await act.runAll(session);
	session.view.send('walk');
	await act.runAgain(session, focus(session));

	expect(session.view.get()).toBe('walk');
});

test('Stopping lets the running task end; stopping again aborts it', async () => {
	const {world, session} = open(making('a'), making('b'));
	world.onRun = () => act.stop(session);
	await act.runAll(session);

	expect([status(session, 'a', 'm1'), status(session, 'b', 'm1')]).toEqual(['cancelled', 'pending']);
	expect(message(session)).toBe('Aborted. What was under way is not known; Enter asks again.');

	world.onRun = host => void (host === 'm1' && act.stop(session));
	await act.runNext(session);
	expect(status(session, 'a', 'm1')).toBe('done');
});

test('What destroys waits for the plan’s name, also when the whole book is run', async () => {
	const {world, session} = open(making('a', {risk: 'destructive'}));
	await act.runAll(session);

	expect(session.walk.get().dialog?.kind).toBe('destroy');
	expect(world.log).toEqual([]);

	await act.run(session, {tasks: ['a']}, true);
	expect(status(session, 'a', 'm1')).toBe('done');
});

test('Done by hand counts where the verification agrees, and the answer is said', async () => {
	const {world, session} = open(making('a', {target: 'workers'}));
	world.files.set('w1', new Set(['a']));
	await act.markDone(session, focus(session));

	expect([status(session, 'a', 'w1'), status(session, 'a', 'w2')]).toEqual(['done', 'pending']);
	expect(message(session)).toBe('Not so yet on w2: Not done yet: no a on w2');

	world.files.set('w2', new Set(['a']));
	await act.markDone(session, focus(session));
	expect(message(session)).toBe('Verified: w2.');
});

test('An edit goes to the hosts that have the same commands, and an empty one goes back', async () => {
	const {session} = open(making('a', {run: ({host}) => (host.role === 'worker' ? 'make w' : 'make a')}));
	act.askEdit(session, focus(session));
	expect(session.walk.get().dialog).toMatchObject({kind: 'edit', task: 'a', hosts: ['m1', 'm2', 'm3']});

	act.saveEdit(session, 'a', ['m1', 'm2', 'm3'], 'say edited\nmake a');
	expect(session.engine.preview('a', 'm2')).toMatchObject({script: 'say edited\nmake a', edited: true});

	act.saveEdit(session, 'a', ['m2'], '');
	expect(session.engine.preview('a', 'm2').edited).toBe(false);
});

test('Undo is offered only for what this session did, and runs last first', async () => {
	const {world, session} = open(making('a'), making('b'), making('c', {undo: 'nothing-to-undo'}));
	act.askUndo(session, entriesOf(session.engine));
	expect(message(session)).toContain('Nothing to undo: nothing was done');

	await act.runAll(session);
	act.askUndo(session, entriesOf(session.engine));
	const {dialog} = session.walk.get();
	expect(dialog).toMatchObject({kind: 'undo', tasks: ['b', 'a']});

	world.log.length = 0;
	await act.undo(session, dialog?.kind === 'undo' ? dialog.tasks : []);
	expect(world.log.map(line => line.replace(/^\S+ run /, '')).slice(0, 6)).toEqual([
		...Array.from({length: 5}, () => 'remove b'),
		'remove a',
	]);
	expect(message(session)).toBe('Taken back.');
});

test('A skipped task is settled with its reason', () => {
	const {session} = open(making('a'), making('b'));
	act.askSkip(session, focus(session));
	expect(session.walk.get().dialog).toMatchObject({kind: 'skip', task: 'a'});

	act.skip(session, 'a', 'done by the image');
	expect(rowOf(session.store.getState(), 'a', 'm1')).toMatchObject({status: 'skipped', note: 'done by the image'});
	expect(focus(session).entry.task.id).toBe('b');
});

test('Trouble nobody expected is said on the screen', async () => {
	const {world, session} = open(making('a'));
	world.onRun = () => {
		throw new Error('The disk is full: make room and press Enter.');
	};
	await act.runNext(session);

	expect(message(session)).toBe('The disk is full: make room and press Enter.');
	expect(session.walk.get().busy).toBe(false);
});
