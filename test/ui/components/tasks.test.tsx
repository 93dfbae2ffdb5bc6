import {expect, test} from 'vitest';
import type {Task} from '../../../source/engine/declare.ts';
import {Tasks} from '../../../source/ui/components/tasks.tsx';
import {entriesOf} from '../../../source/ui/progress.ts';
import {sessionOf} from '../../../source/ui/session.ts';
import {bookOf, createFakeWorld, making} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {openBook} from '../../helpers/walking.tsx';

const draw = async (width: number, ...tasks: readonly Task[]) => {
	const world = createFakeWorld();
	const session = sessionOf(openBook(world, bookOf(...tasks)));
	await session.engine.start({tasks: ['a'], hosts: ['m1', 'w1']});
	const entries = entriesOf(session.engine);
	const node = (
		<Tasks entries={entries} selected={entries[1]} host="m1" width={width} height={4} select={() => undefined} />
	);
	return onScreen(node, 80, 6, {session});
};

test('One line a task, one mark a host, nothing where a task is not for the host', async () => {
	const {lines} = await draw(40, making('a'), making('b', {target: 'workers'}));

	expect(lines().slice(0, 3)).toEqual([
		'Stage                     m1 m2 m3 w1 w2',
		'  Make a                   ✓  .  .  ✓  .',
		'› Make b                            .  .',
	]);
});

test('Without room for names there are marks, without room for marks a count', async () => {
	expect((await draw(24, making('a'), making('b'))).lines()[1]).toBe('  Make a       ✓ . . ✓ .');
	expect((await draw(18, making('a'), making('b'))).lines()[1]).toBe('  Make a       2/5');
});
