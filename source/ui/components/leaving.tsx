import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useProgress, useSession, useTexts, useUi} from '../context.ts';
import {entriesOf, runningIn} from '../progress.ts';
import {plain} from '../plain.ts';
import {useKeys} from '../use-keys.ts';
import {Dialog} from './dialog.tsx';
import {Prose} from './prose.tsx';
import {Say} from './say.tsx';

/** What stays running when the person leaves, and the ways to go about it. */
export const Leaving = ({leave}: {readonly leave: () => void}): ReactNode => {
	const {engine, simulated, walk} = useSession();
	const {shell} = useUi();
	const texts = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const stay = (): void => shell.send({type: 'leaving', shown: false});
	const running = runningIn(state, entriesOf(engine));
	useKeys('leaving', {
		leave,
		letEnd: () => {
			engine.stop();
			walk.send({type: 'stopping'});
			stay();
		},
		abort: () => {
			engine.abort();
			stay();
		},
		stay,
	});
	return (
		<Dialog
			title={engine.isRunning() ? texts.app.leavingTitle : texts.app.nothingRuns}
			actions={['stay', 'leave', 'letEnd', 'abort']}
		>
			<Box flexDirection="column" flexShrink={1} overflow="hidden" marginBottom={1}>
				{running.length === 0 && engine.isRunning() && <Prose>{texts.app.checksOnly}</Prose>}
				{running.map(({id, title, hosts}) => (
					<Say key={id}>{texts.dialog.undoHosts(title[language], plain(hosts.join(' ')))}</Say>
				))}
			</Box>
			<Prose>{simulated ? texts.app.leavingSimulated : texts.app.leavingWhat}</Prose>
		</Dialog>
	);
};
