// One component on a terminal, inside the program's context.
import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Language} from '../../source/texts/texts.ts';
import {SessionContext, SizeContext, UiContext, type Ui} from '../../source/ui/context.ts';
import {createHolder} from '../../source/ui/holder.ts';
import type {Session} from '../../source/ui/session.ts';
import {reduceShell, shellOf} from '../../source/ui/shell.ts';
import {useTerminalKeys} from '../../source/ui/use-keys.ts';
import {TickContext, useTick} from '../../source/ui/use-now.ts';
import {show, type Screen} from './screen.tsx';
import {uiWith} from './walking.tsx';

const Listening = ({ui, children}: {readonly ui: Ui; readonly children: ReactNode}): ReactNode => {
	useTerminalKeys(ui.keyboard);
	return <TickContext value={useTick()}>{children}</TickContext>;
};

export const onScreen = async (
	node: ReactNode,
	columns = 80,
	rows = 24,
	options: {readonly language?: Language; readonly session?: Session} = {},
): Promise<Screen & {readonly ui: Ui}> => {
	const {language = 'en', session} = options;
	const shell = createHolder(reduceShell, shellOf(language, session));
	const ui = uiWith(shell);
	const screen = await show(
		<UiContext value={ui}>
			<SessionContext value={session}>
				<SizeContext value={{columns, rows}}>
					<Listening ui={ui}>
						<Box width={columns} height={rows} flexDirection="column" overflow="hidden">
							{node}
						</Box>
					</Listening>
				</SizeContext>
			</SessionContext>
		</UiContext>,
		columns,
		rows,
	);
	return {...screen, ui};
};
