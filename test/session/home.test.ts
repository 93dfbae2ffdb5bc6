import {join} from 'node:path';
import {expect, test} from 'vitest';
import {filesOf, homeOf} from '../../source/session/home.ts';

test('Everything lies under $KUBEWALK_HOME when it is set', () => {
	expect(homeOf({KUBEWALK_HOME: '/k', XDG_STATE_HOME: '/x', HOME: '/home/me'}, '/other')).toEqual({
		sessions: '/k/sessions',
		preferences: '/k',
		jobs: '/k/jobs',
		knownHosts: '/k/known_hosts',
	});
});

test('Else state and preferences lie in their XDG directories', () => {
	expect(homeOf({XDG_STATE_HOME: '/state', XDG_CONFIG_HOME: '/config', HOME: '/home/me'}, '/other')).toMatchObject({
		sessions: '/state/kubewalk/sessions',
		preferences: '/config/kubewalk',
	});
	expect(homeOf({HOME: '/home/me'}, '/other').sessions).toBe('/home/me/.local/state/kubewalk/sessions');
	expect(homeOf({}, '/other').preferences).toBe('/other/.config/kubewalk');
});

test('A relative path in an XDG variable is ignored; one in $KUBEWALK_HOME is meant from here', () => {
	expect(homeOf({XDG_STATE_HOME: 'state', HOME: '/home/me'}, '/').jobs).toBe('/home/me/.local/state/kubewalk/jobs');
	expect(homeOf({KUBEWALK_HOME: 'here'}, '/').jobs).toBe(join(process.cwd(), 'here/jobs'));
});

test('A session has its files in a directory of its own', () => {
	const {directory, journal, secrets} = filesOf(homeOf({KUBEWALK_HOME: '/k'}, '/'), 'demo-1');

	expect([directory, journal, secrets]).toEqual([
		'/k/sessions/demo-1',
		'/k/sessions/demo-1/journal.jsonl',
		'/k/sessions/demo-1/secrets',
	]);
});
