// The things that never change identity while the program runs. What changes lives in the holders and the store.
import type {WindowSize} from 'ink';
import {createContext, use, useSyncExternalStore} from 'react';
import type {State} from '../engine/state.ts';
import {textsOf, type Language, type Texts} from '../texts/texts.ts';
import type {DeskState} from './desk.ts';
import type {Doors} from './doors.ts';
import {useHolder, type Holder} from './holder.ts';
import type {Keyboard} from './keyboard.ts';
import type {Mouse} from './mouse.ts';
import type {Session} from './session.ts';
import type {Shell, ShellChange} from './shell.ts';
import type {ThemeName} from './theme.ts';
import type {WalkState} from './walk-state.ts';

export type Ui = {
	readonly doors: Doors;
	readonly shell: Holder<Shell, ShellChange>;
	readonly keyboard: Keyboard;
	readonly mouse: Mouse;
	readonly colour: boolean;
};

/** Which of the themes is chosen, handed down from the shell: every piece of text asks. */
export const ThemeContext = createContext<ThemeName>('dark');
/** How much room there is. Ink's own `useWindowSize` draws again whoever comes onto the screen: it is asked once, at the root. */
export const SizeContext = createContext<WindowSize>({columns: 80, rows: 24});
export const UiContext = createContext<Ui | undefined>(undefined);
export const SessionContext = createContext<Session | undefined>(undefined);

const present = <Value>(value: Value | undefined): Value => {
	if (value === undefined) throw new Error('This component is drawn outside of its screen.');
	return value;
};

export const useUi = (): Ui => present(use(UiContext));
export const useSize = (): WindowSize => use(SizeContext);
export const useSession = (): Session => present(use(SessionContext));

export const useLanguage = (): Language => useHolder(useUi().shell, ({language}) => language);
export const useTexts = (): Texts => textsOf(useLanguage());

/** A part of the session's state; the component is drawn again only when that part is another. */
export const useStore = <Part>(select: (state: State) => Part): Part => {
	const {store} = useSession();
	return useSyncExternalStore(store.subscribe, () => select(store.getState()));
};

export const useWalk = <Part>(select: (walk: WalkState) => Part): Part => useHolder(useSession().walk, select);

export const useDesk = <Part>(select: (desk: DeskState) => Part): Part => useHolder(useSession().desk, select);

/** The session's state for what is drawn from rows: drawn again when a row changes, not with every line of output. */
export const useProgress = (): State => {
	useStore(state => state.rows);
	return useSession().store.getState();
};
