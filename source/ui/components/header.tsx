import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage, useSession, useStore, useTexts} from '../context.ts';
import {duration} from '../duration.ts';
import {plain} from '../plain.ts';
import {useNow} from '../use-now.ts';
import {Say} from './say.tsx';
import {Tabs} from './tabs.tsx';

/** Which plan, on what kind of hosts, in which session, for how long; below it the session's screens. */
export const Header = (): ReactNode => {
	const {name, simulated, engine, watching, pasted} = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const session = useStore(state => state.session);
	const opened = useStore(state => state.opened);
	const now = useNow();
	const by = watching?.();
	const ground = pasted ? texts.walk.pasted : simulated ? texts.walk.simulated : texts.walk.real;
	return (
		<Box flexDirection="column" flexShrink={0} height={2}>
			<Box height={1} justifyContent="space-between" gap={2}>
				<Box flexShrink={1} gap={2} overflow="hidden">
					<Box flexShrink={0}>
						<Say tone="strong">{plain(name)}</Say>
					</Box>
					<Box flexShrink={0}>
						<Say tone={simulated ? 'warn' : 'plain'}>{ground}</Say>
					</Box>
					<Box flexShrink={1}>
						{watching ? (
							<Say tone="warn">
								{by === undefined ? texts.lease.watchingNobody : texts.lease.watching(plain(by))}
							</Say>
						) : (
							<Say tone="quiet">{engine.book.title[language]}</Say>
						)}
					</Box>
				</Box>
				<Box flexShrink={0}>
					{!pasted && (
						<Say tone="quiet">
							{texts.walk.session(session)}
							{/* What changes every second would be read out every second. */}
							<Say heard=""> {duration(now - opened, texts.walk.second)}</Say>
						</Say>
					)}
				</Box>
			</Box>
			<Tabs />
		</Box>
	);
};
