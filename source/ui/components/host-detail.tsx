import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Host} from '../../engine/given.ts';
import {useLanguage, useProgress, useSession, useSize, useStore, useTexts} from '../context.ts';
import {contactWords, wayWords} from '../host-words.ts';
import {contactOf, factsOf, badgesOf} from '../hosts.ts';
import {splitOf} from '../layout.ts';
import {timeOfDay} from '../log.ts';
import {plain} from '../plain.ts';
import {statusOn, type Entry} from '../progress.ts';
import {type Tone} from '../theme.ts';
import {Beside} from './beside.tsx';
import {Say} from './say.tsx';
import {Sign} from './sign.tsx';

type Props = {
	readonly host: Host;
	/** Its tasks. */
	readonly entries: readonly Entry[];
	readonly scroll: number;
	readonly height: number;
};

type Line = {readonly id: string; readonly title: string; readonly text: string; readonly tone?: Tone};

const useLines = (host: Host): readonly Line[] => {
	const {engine, wayOf} = useSession();
	const texts = useTexts();
	const language = useLanguage();
	useStore(state => state.badges);
	useStore(state => state.facts);
	const state = useProgress();
	const {hosts} = texts;
	const contact = contactOf(state, host.name);
	return [
		{id: 'role', title: hosts.role, text: hosts.roles(host.role)},
		{id: 'way', title: hosts.way, text: wayWords(wayOf?.(host.name), texts)},
		{id: 'contact', title: hosts.contact, ...contactWords(contact, texts)},
		...factsOf(engine.book, state, host.name).map(({id, title, text}) => ({
			id,
			title: title[language],
			text: text ?? hosts.unknown,
			...(text === undefined && {tone: 'quiet' as const}),
		})),
		...badgesOf(engine.book, state, host.name).map(({id, title, text, tone, at}) => ({
			id: `badge ${id}`,
			title: title[language],
			text: `${text[language]} · ${hosts.since(timeOfDay(at))}`,
			tone,
		})),
	];
};

/** All that is known of one host, and its tasks with their marks. */
export const HostDetail = ({host, entries, scroll, height}: Props): ReactNode => {
	const {hosts} = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const lines = useLines(host);
	const {columns} = useSize();
	// The host's name, a rule, and how many tasks are settled; the rest is tasks.
	const split = splitOf(columns, height - 2, Math.max(2, height - lines.length - 2));
	const room = split.detail.rows - 1;
	const settled = entries.filter(entry => ['done', 'satisfied'].includes(statusOn(state, entry, host.name)));
	const first = Math.max(0, Math.min(scroll, entries.length - room));
	const tasks = (
		<>
			<Say tone="quiet">{hosts.tasks(settled.length, entries.length)}</Say>
			{entries.slice(first, first + room).map(entry => {
				return (
					<Box key={entry.task.id} height={1} flexShrink={0} gap={1}>
						<Box flexShrink={0}>
							<Sign status={statusOn(state, entry, host.name)} />
						</Box>
						<Say>{entry.task.title[language]}</Say>
					</Box>
				);
			})}
		</>
	);
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
			<Beside split={split} detail={tasks}>
				<Box height={1} flexShrink={0} gap={2}>
					<Say tone="strong">{plain(host.name)}</Say>
					<Say tone="quiet">{plain(host.address)}</Say>
				</Box>
				{lines.map(({id, title, text, tone = 'plain'}) => (
					<Box key={id} height={1} flexShrink={0}>
						<Box width={20} flexShrink={0}>
							<Say tone="quiet">{title}</Say>
						</Box>
						<Say tone={tone}>{plain(text)}</Say>
					</Box>
				))}
			</Beside>
		</Box>
	);
};
