import {expect, test} from 'vitest';
import type {Doctor} from '../../../source/ui/doors.ts';
import type {Risk} from '../../../source/engine/declare.ts';
import {ConfirmCure} from '../../../source/ui/components/confirm-cure.tsx';
import {useHolder} from '../../../source/ui/holder.ts';
import {sessionOf, type Session} from '../../../source/ui/session.ts';
import type {Language} from '../../../source/texts/texts.ts';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {toldRemedy} from '../../helpers/told.ts';
import {openBook} from '../../helpers/walking.tsx';

const read: string[] = [];
const more = (): void => void read.push('more');
const less = (): void => void read.push('less');

const Asked = ({session, risk}: {readonly session: Session; readonly risk: Risk}) => {
	const asked = useHolder(session.findings, ({asked}) => asked);
	return asked && <ConfirmCure asked={asked} remedy={toldRemedy('wipe', {risk})} more={more} less={less} />;
};

const ask = async (risk: Risk, language: Language = 'en') => {
	const ran: string[] = [];
	const doctor: Doctor = {
		look: async () => undefined,
		cure: async (finding, remedy) => {
			ran.push(`${finding}.${remedy}`);
			return 'done';
		},
	};
	const session = sessionOf({...openBook(createFakeWorld()), doctor});
	session.findings.send({type: 'asked', finding: 'swap', remedy: 'wipe'});
	return {session, ran, ...(await onScreen(<Asked session={session} risk={risk} />, 80, 6, {language, session}))};
};

test('A change wants a yes, and what it runs can be read on and back before', async () => {
	const {press, ran, text} = await ask('changes');
	expect(text()).toContain('y runs it');
	read.length = 0;
	await press('down', 'up', 'y');

	expect(read).toEqual(['more', 'less']);
	expect(ran).toEqual(['swap.wipe']);
});

test.each(['en', 'zh'] as const)('What destroys wants the cluster’s name, letter by letter, in %s', async language => {
	const {session, press, type, ran, text} = await ask('destructive', language);
	expect(text()).toContain(session.name);
	read.length = 0;
	await press('down', 'up', 'y', 'return');
	expect(read).toEqual(['more', 'less']);
	expect(ran).toEqual([]);
	await press('backspace');
	await type(session.name);
	await press('return');

	expect(ran).toEqual(['swap.wipe']);
});

test('Esc declines either', async () => {
	for (const risk of ['changes', 'destructive'] as const) {
		const {session, press, ran} = await ask(risk);
		await press('escape');
		expect(session.findings.get().asked).toBeUndefined();
		expect(ran).toEqual([]);
	}
});
