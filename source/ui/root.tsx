// The program on the screen: which screen is open and what lies on top of it. It holds no other state.
import {Box, useIsScreenReaderEnabled, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import {Help} from './components/help.tsx';
import {Leaving} from './components/leaving.tsx';
import {NoteDialog} from './components/note-dialog.tsx';
import {Palette} from './components/palette.tsx';
import {Question} from './components/question.tsx';
import {TooSmall} from './components/too-small.tsx';
import {SessionContext, SizeContext, ThemeContext, UiContext, useSession, useUi, type Ui} from './context.ts';
import {useHolder} from './holder.ts';
import type {Place} from './keys.ts';
import {placesOf, viewsOf, type View} from './views.ts';
import {isTooSmall} from './layout.ts';
import {Findings} from './screens/findings.tsx';
import {Hosts} from './screens/hosts.tsx';
import {Log} from './screens/log.tsx';
import {Report} from './screens/report.tsx';
import {Start} from './screens/start.tsx';
import {Survey} from './screens/survey.tsx';
import {Values} from './screens/values.tsx';
import {Walk} from './screens/walk.tsx';
import {takeNote} from './note-actions.ts';
import {say} from './message.ts';
import {leaveSession, type Start as StartHolder} from './start-actions.ts';
import {showSurvey} from './survey-actions.ts';
import {useKeys, useTerminalKeys} from './use-keys.ts';
import {useSuspend, useTerminalMouse} from './use-mouse.ts';
import {TickContext, useTick} from './use-now.ts';

type Props = {
	readonly ui: Ui;
	readonly start: StartHolder;
	/** Leaves at once; what runs on hosts runs on. */
	readonly leave: () => void;
};

const screens: Readonly<Record<View, () => ReactNode>> = {
	walk: Walk,
	survey: Survey,
	findings: Findings,
	hosts: Hosts,
	values: Values,
	log: Log,
	report: Report,
};

/** The open session, on the screen that was chosen. */
const Viewing = (): ReactNode => {
	const session = useSession();
	const {view, noting, pasted} = session;
	const Screen = screens[useHolder(view, view => view)];
	const show =
		(next: View, work = (): void => view.send(next)) =>
		(): void => {
			if (viewsOf(session).includes(next)) work();
		};
	useKeys('session', {
		showWalk: show('walk'),
		showSurvey: show('survey', () => showSurvey(session)),
		showFindings: show('findings'),
		showHosts: show('hosts'),
		showValues: show('values'),
		showLog: show('log'),
		takeNote: () => pasted || takeNote(session),
		showReport: show('report'),
	});
	return useHolder(noting, noting => noting) ? <NoteDialog /> : <Screen />;
};

const Ticking = ({children}: {readonly children: ReactNode}): ReactNode => (
	<TickContext value={useTick()}>{children}</TickContext>
);

const startPlaces: readonly Place[] = ['start', 'typing'];

/** One thing at a time has the screen: a question, the leaving dialog, help, or the screen itself. */
const Content = ({start, leave}: Omit<Props, 'ui'>): ReactNode => {
	const {shell} = useUi();
	const {asked, leaving, help, palette, session} = useHolder(shell, shell => shell);
	const [question] = asked;
	const draw = (): ReactNode => {
		if (question) return <Question key={question.question.title} asked={question} />;
		if (leaving && session) return <Leaving leave={leave} />;
		const places = session ? placesOf(session.view.get()) : startPlaces;
		if (palette) return <Palette state={palette} places={[...places, 'everywhere']} />;
		if (help) return <Help from={places} />;
		if (!session) return <Start start={start} />;
		// What lies above a screen shows no time: nothing ticks there.
		return (
			<Ticking>
				<Viewing />
			</Ticking>
		);
	};
	return <SessionContext value={session}>{draw()}</SessionContext>;
};

const Screens = ({start, leave}: Omit<Props, 'ui'>): ReactNode => {
	const ui = useUi();
	const {shell, keyboard, doors} = ui;
	const theme = useHolder(shell, ({theme}) => theme);
	const size = useWindowSize();
	const {columns, rows} = size;
	// What is read aloud has no size and no places.
	const aloud = useIsScreenReaderEnabled();
	const tooSmall = !aloud && isTooSmall(columns, rows);
	useTerminalKeys(keyboard);
	const box = useTerminalMouse(useHolder(shell, ({mouse}) => mouse) && !aloud);

	/** Asks only when something runs; asked twice means yes. */
	const askToLeave = (): void => {
		const {session, leaving} = shell.get();
		if (leaving || !session?.engine.isRunning()) return leave();
		shell.send({type: 'leaving', shown: true});
	};
	const switchLanguage = (): void => {
		shell.send({type: 'language-switched'});
		doors.remember({language: shell.get().language});
	};
	const switchTheme = (): void => {
		shell.send({type: 'theme-switched'});
		doors.remember({theme: shell.get().theme});
	};
	const switchMouse = (): void => {
		shell.send({type: 'mouse-switched'});
		const {mouse, session} = shell.get();
		doors.remember({mouse});
		if (session) say(session, 'quiet', ({app}) => (mouse ? app.mouseOn : app.mouseOff));
	};
	const handOver = useSuspend();
	const suspend = (): void => {
		// Twice at once is once: the second key came before the terminal was given away.
		if (doors.suspend) void handOver(doors.suspend).catch(() => undefined);
	};
	useKeys('always', {interrupt: askToLeave, suspend});
	useKeys('everywhere', {
		quit: askToLeave,
		language: switchLanguage,
		theme: switchTheme,
		...(!aloud && {mouse: switchMouse}),
		palette: () => shell.send({type: 'palette-shown', shown: true}),
		help: () => shell.send({type: 'help-shown', shown: true}),
		startScreen: () => void leaveSession(ui, start),
	});
	return (
		<ThemeContext value={theme}>
			<SizeContext value={size}>
				<Box ref={box} width={columns} height={rows} flexDirection="column" overflow="hidden">
					{tooSmall ? <TooSmall /> : <Content start={start} leave={leave} />}
				</Box>
			</SizeContext>
		</ThemeContext>
	);
};

export const Root = ({ui, start, leave}: Props): ReactNode => (
	<UiContext value={ui}>
		<Screens start={start} leave={leave} />
	</UiContext>
);
