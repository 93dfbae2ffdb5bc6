import {expect, test} from 'vitest';
import type {Task} from '../../../source/engine/declare.ts';
import {sh} from '../../../source/engine/script.ts';
import {Commands} from '../../../source/ui/components/commands.tsx';
import {entriesOf} from '../../../source/ui/progress.ts';
import {sessionOf} from '../../../source/ui/session.ts';
import {bookOf, createFakeWorld, making} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {openBook} from '../../helpers/walking.tsx';

const draw = async (scroll: number, ...tasks: readonly Task[]) => {
	const session = sessionOf(openBook(createFakeWorld(), bookOf(...tasks)));
	const entry = entriesOf(session.engine).at(-1)!;
	return onScreen(<Commands entry={entry} host="m1" height={4} scroll={scroll} />, 30, 5, {session});
};

test('A long command folds and stays letter by letter', async () => {
	const command = 'make swapoff --all --verbose --and-more';
	const {lines} = await draw(0, making('a', {run: () => command}));

	expect(lines().join('')).toBe(command);
});

const run = () => Array.from({length: 9}, (_, index) => `make ${index}`).join('\n');

test('What does not fit is counted, and scrolled to', async () => {
	expect((await draw(0, making('a', {run}))).lines()).toEqual(['make 0', 'make 1', 'make 2', '6 more below', '']);
	expect((await draw(5, making('a', {run}))).lines()).toEqual(['make 5', 'make 6', 'make 7', 'make 8', '']);
});

test('Values that are not there yet are named', async () => {
	const capturing = making('a', {capture: {'join-token': {parse: () => undefined, secret: true}}});
	const using = making('b', {
		run: ({captured}) => {
			captured('join-token');
			return 'kubeadm join';
		},
	});

	expect((await draw(0, capturing, using)).text()).toContain('Captured by an earlier task');
});

test('A value that came in stands in the command at once', async () => {
	const capturing = making('a', {
		target: 'first-control-plane',
		run: () => 'say sha256:abc\nmake a',
		capture: {hash: {parse: output => /sha256:\S+/.exec(output)?.[0]}},
	});
	const using = making('b', {run: ({captured}) => sh`make ${captured('hash')}`});
	const session = sessionOf(openBook(createFakeWorld(), bookOf(capturing, using)));
	const entry = entriesOf(session.engine).at(-1)!;
	const {text} = await onScreen(<Commands entry={entry} host="m1" height={4} scroll={0} />, 60, 5, {session});
	await session.engine.start({tasks: ['a']});
	await new Promise(resolve => setImmediate(resolve));

	expect(text()).toContain('make sha256:abc');
});
