import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {askSurvey, chooseHost, goToFix, showSurvey} from '../../source/ui/survey-actions.ts';
import {surveyRows} from '../../source/ui/survey-state.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {settle} from '../helpers/screen.tsx';
import {openBook} from '../helpers/walking.tsx';

const open = () => {
	const world = createFakeWorld();
	const session = sessionOf(openBook(world));
	const rows = () => surveyRows(session.survey.get(), entriesOf(session.engine));
	return {world, session, rows, said: () => session.walk.get().message?.say(textsOf('en'))};
};

test('The screen asks by itself the first time, once for each host, and changes nothing', async () => {
	const {world, session, rows} = open();
	showSurvey(session);
	showSurvey(session);
	await settle();

	expect(session.view.get()).toBe('survey');
	expect(world.log.toSorted()).toEqual(['m1 ask 3', 'm2 ask 2', 'm3 ask 2', 'w1 ask 3', 'w2 ask 3']);
	expect(rows()).toHaveLength(4);
	showSurvey(session);
	await settle();
	expect(world.log).toHaveLength(5);
});

test('While something runs the hosts are not asked', async () => {
	const {world, session, said} = open();
	session.walk.send({type: 'began'});
	await askSurvey(session);

	expect(world.log).toEqual([]);
	expect(said()).toContain('Something is running');
});

test('From a cell one gets to the task that makes it so, on that host', async () => {
	const {session, rows} = open();
	await askSurvey(session);
	const row = rows()[0]!;
	chooseHost(session, row, 1);
	chooseHost(session, row, 1);
	goToFix(session, row);

	expect(session.view.get()).toBe('walk');
	expect(session.walk.get()).toMatchObject({task: 'swap-now', host: 'm3', pane: 'commands'});
	for (let turn = 0; turn < 9; turn++) chooseHost(session, row, -1);
	expect(session.survey.get().host).toBe('m1');
});
