import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {logRows} from '../../source/ui/log.ts';
import {goToTask, saveLog} from '../../source/ui/log-actions.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {openBook} from '../helpers/walking.tsx';

const open = async (keepText?: (name: string, text: string) => string) => {
	const session = sessionOf({...openBook(createFakeWorld()), ...(keepText && {keepText})});
	await session.engine.start({tasks: ['swap-now']});
	const rows = logRows(session.store.getState().ran, entriesOf(session.engine));
	return {session, rows, said: () => session.walk.get().message?.say(textsOf('en'))};
};

test('The rows that are shown are saved, and where is said', async () => {
	const kept: string[] = [];
	const {session, rows, said} = await open((name, text) => {
		kept.push(text);
		return `/state/${name}`;
	});
	saveLog(session, rows.slice(0, 2), 'en');

	expect(kept[0]?.trim().split('\n')).toHaveLength(2);
	expect(said()).toBe('Written to /state/log.tsv');
});

test('A disk that takes nothing is a sentence', async () => {
	const {session, rows, said} = await open(() => {
		throw new Error('The disk is full.');
	});
	saveLog(session, rows, 'en');
	expect(said()).toBe('The disk is full.');

	const nowhere = await open();
	saveLog(nowhere.session, nowhere.rows, 'en');
	expect(nowhere.said()).toBe('There is no place to write it to.');
});

test('From a line one gets to its task, on its host', async () => {
	const {session, rows} = await open();
	session.view.send('log');
	goToTask(session, rows[2]!);

	expect(session.view.get()).toBe('walk');
	expect(session.walk.get()).toMatchObject({task: 'swap-now', host: 'm3', pane: 'output'});
});
