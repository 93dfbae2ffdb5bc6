import {expect, test} from 'vitest';
import {sessionPlan} from '../../source/commands/session-plan.ts';
import {goodYaml} from '../helpers/written-plans.ts';

const about = {book: 'install', planPath: '/gone/cluster.yaml', language: 'en'} as const;

test('The plan is read from what the session kept, not from its file', () => {
	expect(sessionPlan({...about, planText: goodYaml}, 'en')).toMatchObject({plan: {name: 'demo'}});
});

test('What this version does not understand of it is told with the place in the file it came from', () => {
	expect(sessionPlan({...about, planText: 'hostz: []\n'}, 'en')).toMatchObject({
		problems: expect.arrayContaining([expect.stringMatching(/^\/gone\/cluster\.yaml:\d+:\d+: .*hostz/)]),
	});
});
