import {expect, test} from 'vitest';
import {WalkDialog} from '../../../source/ui/components/walk-dialog.tsx';
import {entriesOf} from '../../../source/ui/progress.ts';
import {sessionOf} from '../../../source/ui/session.ts';
import {emptyField} from '../../../source/ui/text-field.ts';
import type {Dialog} from '../../../source/ui/walk-state.ts';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {openBook} from '../../helpers/walking.tsx';

const dialogs: readonly (readonly [Dialog, string])[] = [
	[{kind: 'skip', task: 'init', field: emptyField}, 'Skip “Initialise”'],
	[{kind: 'edit', task: 'init', hosts: ['m1'], field: emptyField}, 'Edit the commands of “Initialise”'],
	[{kind: 'undo', tasks: ['init'], scroll: 0}, 'This will run to take it back, last first'],
	// It destroys nothing, but what runs there is disturbed.
	[{kind: 'destroy', run: {tasks: ['init']}, field: emptyField}, 'This disturbs what runs'],
];

test.each(dialogs)('$kind has its title', async (dialog, title) => {
	const session = sessionOf(openBook(createFakeWorld()));
	const node = <WalkDialog dialog={dialog} entries={entriesOf(session.engine)} height={20} />;

	expect((await onScreen(node, 80, 24, {session})).text()).toContain(title);
});
