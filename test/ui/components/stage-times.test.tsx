import {expect, test, vi} from 'vitest';
import {StageTimes} from '../../../source/ui/components/stage-times.tsx';
import {entriesOf} from '../../../source/ui/progress.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {walking} from '../../helpers/walking.tsx';

test('The report says in a large window, stage by stage, how far it is and where the time went', async () => {
	const {session, text, press, resize} = await walking({columns: 200, rows: 60});
	await session.engine.start({tasks: ['swap-now']});
	await press('7');
	expect(text()).toMatch(/\. Turn off swap +1\/2/);
	expect(text()).toMatch(/\. Join the others +0\/1/);

	await resize(80, 24);
	expect(text()).not.toMatch(/Join the others +0\/1/);
});

test('Of hosts at the same time the slowest counts', async () => {
	const {session} = await walking();
	await session.engine.start({tasks: ['swap-now']});
	const state = session.store.getState();
	const own = state.rows['swap-now']!;
	const slow = {...own['m1']!, started: 1000, ended: 66_000};
	const rows = {...state.rows, 'swap-now': {...own, m1: slow, m2: {...slow, ended: 5000}}};
	vi.spyOn(session.store, 'getState').mockReturnValue({...state, rows});
	const {text} = await onScreen(<StageTimes entries={entriesOf(session.engine)} />, 80, 6, {session, language: 'zh'});

	expect(text()).toMatch(/关闭交换分区 +1\/2 +1:05$/m);
});
