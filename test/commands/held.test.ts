import {expect, test} from 'vitest';
import {hostsHeld, sessionHeld} from '../../source/commands/held.ts';
import {home, self} from '../../source/commands/state-home.ts';
import type {Holder} from '../../source/engine/lease.ts';
import {SessionHeld, takeLock} from '../../source/session/lock.ts';
import {createSession} from '../../source/session/sessions.ts';
import {ownHome} from '../helpers/own-home.ts';

ownHome();

const holder: Holder = {
	by: 'ben@bastion',
	pid: 22,
	session: 'demo-1',
	since: 0,
	quiet: 12,
	doing: '',
	gone: false,
};

test('Who is told of a living holder is told how to look on: by its journal here, by its lock from elsewhere', () => {
	const [what, how] = hostsHeld(holder, 'en', false);
	expect(what).toMatch(/^ben@bastion \(process 22, session demo-1\) has been changing these hosts since /);
	expect(how).toContain('kubewalk run --watch --plan FILE');

	const {id, files} = createSession(home(), 'demo', {book: 'install', planText: '', language: 'en'}, new Date());
	const mine = {...holder, session: id, by: `ann@${self().host}`};
	expect(hostsHeld(mine, 'en', false)[1]).toContain('kubewalk run --watch --plan FILE');
	const lock = takeLock(id, files.lock, self(), 0);
	expect(hostsHeld(mine, 'zh', false)[1]).toContain(`kubewalk walk --watch ${id}`);
	lock.release();
});

test('Only when it is gone may it be taken over', () => {
	expect(hostsHeld({...holder, quiet: 200, gone: true}, 'en', false)[1]).toMatch(/--take-over\.$/);
	expect(hostsHeld(holder, 'en', true)[0]).toMatch(/^Not taken over: /);
});

test('A session that is open elsewhere is told by process, user, machine and time', () => {
	const held = new SessionHeld('demo-1', {pid: 5, host: 'laptop', user: 'ann', since: 0});
	expect(sessionHeld(held, 'en')).toContain('(5 of ann@laptop, since 1970-01-01 00:00 UTC)');
});
