import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {copyValue, renewValue} from '../../source/ui/values-actions.ts';
import {valueRows, type ValueRow} from '../../source/ui/values.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {severalValues} from '../helpers/walk-book.ts';
import {openBook} from '../helpers/walking.tsx';

const open = async () => {
	const world = createFakeWorld();
	const session = sessionOf(openBook(world, severalValues));
	await session.engine.start({tasks: ['give']});
	const row = (name: string): ValueRow =>
		valueRows(session.store.getState(), entriesOf(session.engine)).find(row => row.name === name)!;
	return {world, session, row, said: () => session.walk.get().message?.say(textsOf('en'))};
};

test('A value is copied for the terminal, and a secret is not', async () => {
	const {session, row, said} = await open();
	const written: string[] = [];
	copyValue(session, row('first'), sequence => void written.push(sequence));
	expect(written).toEqual([`\u001B]52;c;${Buffer.from('one').toString('base64')}\u0007`]);
	expect(said()).toBe('Copied 1 line.');

	copyValue(session, row('second'), sequence => void written.push(sequence));
	expect(written).toHaveLength(1);
	expect(said()).toContain('Not copied: a secret');
	copyValue(session, row('last'), sequence => void written.push(sequence));
	expect(written).toHaveLength(1);
	expect(said()).toBe('not captured yet');
});

test('A value is asked for again where something gives it, and the host that does not answer is named', async () => {
	const {world, session, row, said} = await open();
	await renewValue(session, row('first'));
	expect(said()).toBe('first is new.');
	expect(row('first').kept?.value).toBe('another one');

	await renewValue(session, row('second'));
	expect(said()).toContain('run its task again');
	world.dead.add('m1');
	await renewValue(session, row('first'));
	expect(said()).toContain('m1 does not answer');
	expect(session.engine.isRunning()).toBe(false);
});
