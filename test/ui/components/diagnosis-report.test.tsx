import {expect, test} from 'vitest';
import {DiagnosisReport} from '../../../source/ui/components/diagnosis-report.tsx';
import {sessionOf} from '../../../source/ui/session.ts';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {toldFinding} from '../../helpers/told.ts';
import {openBook} from '../../helpers/walking.tsx';

const show = async () => {
	const session = sessionOf(openBook(createFakeWorld()));
	const found = (...all: ReturnType<typeof toldFinding>[]): void =>
		session.store.emit({type: 'diagnosis', at: 1, found: all, asked: 1, rounds: 1, milliseconds: 1, away: {}});
	return {session, found, draw: async () => (await onScreen(<DiagnosisReport />, 80, 20, {session})).text()};
};

test('It says what is still there, and once it is cured that it is gone, and by what', async () => {
	const {session, found, draw} = await show();
	expect(await draw()).toContain('Nobody has looked');

	found(toldFinding('swap'));
	expect(await draw()).toMatch(/1 cause is still there[\s\S]*It is swap m2 still there/);

	session.store.emit({type: 'task', at: 2, task: 'swap.gentle', host: 'm2', status: 'done'});
	found();
	expect(await draw()).toMatch(/not found any more[\s\S]*It is swap m2 gone[\s\S]*✓ Do gentle — m2/);
});

test('Where nothing was ever wrong it says so', async () => {
	const {found, draw} = await show();
	found();
	expect(await draw()).toContain('Nothing is found to be wrong.');
});
