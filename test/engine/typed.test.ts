import {expect, test} from 'vitest';
import {createRedactor} from '../../source/engine/redact.ts';
import {createTyped} from '../../source/engine/typed.ts';
import {rowOf} from '../../source/engine/state.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

const masks = [
	{from: /BEGIN KEY/, to: /END KEY/, lines: 200},
	/(?<before>--password[ =]["']?)(?!<)[^\s"';]+/g,
] as const;

const open = (kept = new Map<string, string>()) => {
	const redactor = createRedactor(masks);
	const secrets = {
		get: (name: string, host: string) => kept.get(`${name} ${host}`),
		set: (name: string, host: string, value: string) => void kept.set(`${name} ${host}`, value),
	};
	return {redactor, kept, typed: createTyped(masks, redactor, secrets)};
};

test('A secret that was typed stands under a name, and the same one under the same', () => {
	const {typed, kept, redactor} = open();

	expect(typed.hide('login --password hunter2!; login --password "hunter2!"; login --password=other77')).toBe(
		'login --password <typed-1>; login --password "<typed-1>"; login --password=<typed-2>',
	);
	expect(Object.fromEntries(kept)).toEqual({'typed-1 operator': 'hunter2!', 'typed-2 operator': 'other77'});
	expect(redactor.redact('it was hunter2!')).toBe('it was <typed-1>');
});

test('A name that is there already, and an expansion of the shell, are no secrets', () => {
	const {typed, kept} = open();
	const script = 'login --password <typed-1> --password "$PW" --password $(cat pw)';

	expect(typed.hide(script)).toBe(script);
	expect(kept.size).toBe(0);
});

test('What nothing tells apart can be said to be secret', () => {
	const {typed, kept} = open();

	expect(typed.hide('echo <secret:open sesame> > door')).toBe('echo <typed-1> > door');
	expect(kept.get('typed-1 operator')).toBe('open sesame');
});

test('A key of many lines is one secret, and each of its lines is masked', () => {
	const {typed, kept, redactor} = open();

	expect(typed.hide(`cat <<EOF\nBEGIN KEY\n${'a'.repeat(20)}\n${'b'.repeat(20)}\nEND KEY\nEOF`)).toBe(
		'cat <<EOF\nBEGIN KEY\n<typed-1>\nEND KEY\nEOF',
	);
	expect(kept.get('typed-1 operator')).toBe(`${'a'.repeat(20)}\n${'b'.repeat(20)}`);
	expect(redactor.redact(`x ${'b'.repeat(20)}`)).toBe('x <typed-1>');
});

test('A value that the session knows already stands under its own name', () => {
	const {typed, redactor, kept} = open();
	redactor.learn('join-token', 'abcdef.0123456789');

	expect(typed.hide('kubeadm join --token abcdef.0123456789')).toBe('kubeadm join --token <join-token>');
	expect(kept.size).toBe(0);
});

test('A later process of the session masks what an earlier one was told', () => {
	const kept = new Map([['typed-1 operator', 'hunter2!']]);
	const {typed, redactor} = open(kept);

	expect(redactor.redact('hunter2!')).toBe('<typed-1>');
	expect(typed.find('typed-1')).toBe('hunter2!');
});

const book = {
	...bookOf(making('login', {run: () => 'make login'})),
	masks,
};

test('An edited command runs with its secret, and no event has it', async () => {
	const world = createFakeWorld();
	const secrets = new Map<string, string>();
	const first = openEngine(book, world, {secrets});
	first.engine.edit('login', 'm1', 'make login\nsay login --password hunter2!');
	expect(first.engine.preview('login', 'm1').script).toBe('make login\nsay login --password <typed-1>');

	const {engine, events} = openEngine(book, world, {secrets, from: first.store.getState(), resumed: true});
	expect(await engine.start()).toBe('done');

	expect(world.jobs.get('s1.login.m1.1')?.stdout).toBe('login --password hunter2!\n');
	expect(events).toContainEqual(expect.objectContaining({type: 'output', text: 'login --password <typed-1>\n'}));
	expect(JSON.stringify([...first.events, ...events])).not.toContain('hunter2');
});

test('A command that is edited for many hosts has its secret on each', async () => {
	const world = createFakeWorld();
	const {engine} = openEngine(book, world);
	for (const host of ['m1', 'm2', 'w1']) engine.edit('login', host, 'make login\nsay login --password hunter2!');

	expect(await engine.start()).toBe('done');

	expect(['m1', 'm2', 'w1'].map(host => world.jobs.get(`s1.login.${host}.1`)?.stdout)).toEqual(
		Array.from({length: 3}, () => 'login --password hunter2!\n'),
	);
});

test('When the secret is gone the task fails with the way out', async () => {
	const world = createFakeWorld();
	const secrets = new Map<string, string>();
	const {engine, store} = openEngine(book, world, {secrets});
	engine.edit('login', 'm1', 'make login\nsay login --password hunter2!');
	secrets.clear();

	expect(await engine.start()).toBe('failed');
	expect(rowOf(store.getState(), 'login', 'm1').note).toBe(
		'A secret that was typed into this command is gone: edit the command again.',
	);
});
