import {expect, test} from 'vitest';
import {say, sayBusy} from '../../source/ui/message.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {openBook} from '../helpers/walking.tsx';

test('What is said is said in the language of whoever reads it', () => {
	const session = sessionOf(openBook(createFakeWorld()));
	say(session, 'good', ({walk}) => walk.undone);

	expect(session.walk.get().message?.tone).toBe('good');
	expect(session.walk.get().message?.say(textsOf('zh'))).toBe(textsOf('zh').walk.undone);
});

test('That something runs is forgotten when it has ended', () => {
	const session = sessionOf(openBook(createFakeWorld()));
	session.walk.send({type: 'began'});
	sayBusy(session);
	expect(session.walk.get().message?.say(textsOf('en'))).toContain('Something is running');
	session.walk.send({type: 'ended'});

	expect(session.walk.get().message).toBeUndefined();
});
