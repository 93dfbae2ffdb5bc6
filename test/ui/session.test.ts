import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {initialWalk} from '../../source/ui/walk-state.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {openBook} from '../helpers/walking.tsx';

test('A session is opened with its screen at the beginning', () => {
	const opened = openBook(createFakeWorld());

	expect(sessionOf(opened)).toMatchObject({name: 'demo', simulated: true});
	expect(sessionOf(opened).walk.get()).toEqual(initialWalk);
	const {message} = sessionOf({...opened, notice: 'The hosts are fresh.'}).walk.get();
	expect(message?.say(textsOf('en'))).toBe('The hosts are fresh.');
});
