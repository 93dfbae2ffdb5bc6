import {expect, test} from 'vitest';
import type {Looking} from '../../../source/engine/looking.ts';
import {Asking} from '../../../source/ui/components/asking.tsx';
import {sessionOf} from '../../../source/ui/session.ts';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {openBook} from '../../helpers/walking.tsx';

const swap = {en: 'Swap in use', zh: '正在使用的交换分区'};
const ports = {en: 'Ports', zh: '端口'};

const show = (looking: Looking, language: 'en' | 'zh' = 'en') =>
	onScreen(<Asking looking={looking} height={12} />, 80, 14, {
		language,
		session: sessionOf(openBook(createFakeWorld())),
	});

const first: Looking = {
	since: 0,
	round: 1,
	hosts: {
		m1: {questions: [swap, ports], since: 0},
		m2: {questions: [swap], since: 0, answered: 1400},
		m3: {questions: [swap], since: 0, answered: 10, why: 'm3 does not answer: look at its cable.'},
	},
	candidates: [],
	open: [252],
};

test('Each host says what it is waited for, or how long it took, or why there is no answer', async () => {
	const {text} = await show(first);

	expect(text()).toMatch(/m1 .*waiting for 2 answers, .*: Swap in use, Ports/);
	expect(text()).toMatch(/m2 .*answered 1 question in 1\.4 s/);
	expect(text()).toContain('m3 does not answer: look at its cable.');
	expect((await show(first, 'zh')).text()).toMatch(/等待 2 个回答，.*：正在使用的交换分区、端口/);
});

test('From round to round it says what it may be, and how many causes are left', async () => {
	const candidate = {
		id: 'swap',
		title: {en: 'Swap is on', zh: '开着交换分区'},
		confidence: 'likely',
		hosts: ['m1'],
	} as const;
	const {text} = await show({...first, round: 2, candidates: [candidate], open: [252, 3]});

	expect(text()).toContain('252 → 3');
	expect(text()).toMatch(/Swap is on +likely m1/);
});
