import {Text} from 'ink';
import {expect, test} from 'vitest';
import {SessionContext, UiContext, useProgress, useStore, useTexts} from '../../source/ui/context.ts';
import {createHolder} from '../../source/ui/holder.ts';
import {createKeyboard} from '../../source/ui/keyboard.ts';
import {createMouse} from '../../source/ui/mouse.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {reduceShell, shellOf} from '../../source/ui/shell.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {settle, show} from '../helpers/screen.tsx';
import {closedDoors, openBook} from '../helpers/walking.tsx';

test('What is drawn from rows is not drawn again for every line of output, and a language switch reaches every word', async () => {
	const session = sessionOf(openBook(createFakeWorld()));
	const shell = createHolder(reduceShell, shellOf('en'));
	const keyboard = createKeyboard();
	const drawn = {rows: 0, output: 0};
	const Rows = () => {
		drawn.rows++;
		return <Text>{Object.keys(useProgress().rows).length + useTexts().status.done}</Text>;
	};
	const Output = () => {
		drawn.output++;
		return <Text>{useStore(state => state.output).length}</Text>;
	};
	const screen = await show(
		<UiContext value={{doors: closedDoors, shell, keyboard, mouse: createMouse(keyboard.inTurn), colour: true}}>
			<SessionContext value={session}>
				<Rows />
				<Output />
			</SessionContext>
		</UiContext>,
	);
	const before = {...drawn};

	session.store.emit({type: 'output', task: 'init', host: 'm1', stream: 'stdout', text: 'one\n', at: 0});
	await settle();
	expect(drawn).toEqual({rows: before.rows, output: before.output + 1});

	shell.send({type: 'language-switched'});
	await settle();
	expect(screen.text()).toContain('已完成');
});
