import {expect, test} from 'vitest';
import type {Holder} from '../../../source/engine/lease.ts';
import {settle} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

const ben: Holder = {
	by: 'ben@bastion',
	pid: 22,
	session: 'demo-9',
	since: Date.UTC(2026, 10, 26, 14, 3),
	quiet: 12,
	doing: 'swap-now (m1 m2)',
	gone: false,
};

const kept = async (holder: Holder, language: 'en' | 'zh' = 'en') => {
	const screen = await walking({language});
	const {session} = screen;
	const asked: string[] = [];
	const engine = {
		...session.engine,
		start: async () => {
			asked.push('start');
			session.store.emit({type: 'lease', at: 1, holder});
			return 'held' as const;
		},
		takeOver: async () => {
			asked.push('take over');
			return 'held' as const;
		},
	};
	screen.ui.shell.send({type: 'session-opened', session: {...session, engine}});
	await settle();
	await screen.press('return');
	/** In one line, as it is read. */
	const read = (): string => screen.text().replaceAll(/\s+/g, ' ');
	return {...screen, asked, read, session};
};

test('Enter on hosts that another has says who, since when, and what it is at; Esc goes back', async () => {
	const {read, press, text, asked} = await kept(ben);

	expect(read()).toContain('Somebody else is changing these hosts');
	expect(read()).toContain(
		'ben@bastion (process 22, session demo-9) has been changing these hosts since 2026-11-26 14:03 UTC;',
	);
	expect(read()).toContain('last sign of life 12 s ago, at swap-now (m1 m2).');
	await press('y');
	expect(asked).toEqual(['start']);
	await press('escape');
	expect(text()).toContain('Enter run “Turn off swap now”');
	expect(text()).not.toContain('Somebody else');
});

test('From one who is gone they are taken over by a y and nothing else; when it is not gone after all, that is said', async () => {
	const {read, press, asked, session} = await kept({...ben, quiet: 3700, gone: true});

	expect(read()).toContain('Take these hosts over?');
	expect(read()).toContain('has given no sign of life for 1:01:40');
	await press('return');
	expect(asked).toEqual(['start']);
	session.store.emit({type: 'lease', at: 2, holder: ben});
	session.store.emit({type: 'lease', at: 2, holder: {...ben, quiet: 100, gone: true}});
	await press('y');
	expect(asked).toEqual(['start', 'take over']);
	session.store.emit({type: 'lease', at: 3, holder: ben});
	await settle();
	expect(read()).toContain('Not taken over: ben@bastion');
});

test('In Chinese it says the same', async () => {
	const {read} = await kept(ben, 'zh');
	expect(read()).toContain('另有人正在改动这些主机');
	expect(read()).toContain('一次活动距今 12 秒，正在执行 swap-now (m1 m2)。');
});
