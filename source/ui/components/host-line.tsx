import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Host} from '../../engine/given.ts';
import {useLanguage, useProgress, useSession, useStore, useTexts} from '../context.ts';
import {contactWords} from '../host-words.ts';
import {atWork, contactOf, entriesOn, factsOf} from '../hosts.ts';
import {plain} from '../plain.ts';
import {todoOf, type Entry} from '../progress.ts';
import {roomy, type Tone} from '../theme.ts';
import {Say} from './say.tsx';
import {Sign} from './sign.tsx';

/** One fact where there is little room, all of them where there is much, none where the last answer would have no room. */
const widths = {
	small: {name: 8, role: 14, address: 16, facts: 0, fact: 0, done: 7},
	usual: {name: 10, role: 14, address: 16, facts: 1, fact: 13, done: 7},
	roomy: {name: 14, role: 15, address: 18, facts: 2, fact: 18, done: 9},
	wide: {name: 24, role: 18, address: 24, facts: 2, fact: 28, done: 9},
} as const;

const widthsFor = (columns: number): (typeof widths)[keyof typeof widths] =>
	columns >= 160 ? widths.wide : columns >= roomy.columns ? widths.roomy : columns < 72 ? widths.small : widths.usual;

type Cells = {
	readonly mark: string;
	readonly name: string;
	readonly sign: ReactNode;
	readonly role: string;
	readonly address: string;
	readonly facts: readonly string[];
	readonly contact: {readonly text: string; readonly tone: Tone};
	readonly done: string;
	readonly tone: Tone;
	/** Of the screen. */
	readonly columns: number;
};

const cell = (text: string, columns: number, look: Tone): ReactNode => (
	<Box width={columns} flexShrink={0} paddingRight={1} overflow="hidden">
		<Say tone={look}>{text}</Say>
	</Box>
);

const Columns = ({mark, name, sign, role, address, facts, contact, done, tone, columns}: Cells): ReactNode => {
	const width = widthsFor(columns);
	return (
		<>
			{cell(mark, 2, 'key')}
			<Box width={2} flexShrink={0}>
				{sign}
			</Box>
			{cell(name, width.name, tone)}
			{cell(role, width.role, tone)}
			{cell(address, width.address, tone)}
			{facts.slice(0, width.facts).map((fact, index) => (
				<Box key={index} width={width.fact} flexShrink={0} paddingRight={1} overflow="hidden">
					<Say tone="quiet">{fact}</Say>
				</Box>
			))}
			<Box flexGrow={1} flexShrink={1} maxWidth={24} overflow="hidden">
				<Say tone={contact.tone}>{contact.text}</Say>
			</Box>
			<Box width={width.done} flexShrink={0} justifyContent="flex-end">
				<Say tone="quiet">{done}</Say>
			</Box>
		</>
	);
};

export const HostTitles = ({marked, columns}: {readonly marked: number; readonly columns: number}): ReactNode => {
	const {engine} = useSession();
	const {hosts} = useTexts();
	const titles = Object.values(engine.book.facts ?? {}).flatMap(({shown}) => shown ?? []);
	const language = useLanguage();
	return (
		<Box height={1} flexShrink={0} paddingLeft={2}>
			<Columns
				mark=""
				sign={<Say> </Say>}
				name={hosts.name}
				role={hosts.role}
				address={hosts.address}
				facts={titles.map(({title}) => title[language])}
				contact={{text: marked > 0 ? hosts.marked(marked) : hosts.contact, tone: marked > 0 ? 'key' : 'quiet'}}
				done={engine.book.stages.length > 0 ? hosts.done : ''}
				tone="quiet"
				columns={columns}
			/>
		</Box>
	);
};

type Props = {
	readonly host: Host;
	readonly entries: readonly Entry[];
	readonly here: boolean;
	readonly marked: boolean;
	readonly columns: number;
};

export const HostLine = ({host, entries, here, marked, columns}: Props): ReactNode => {
	const {engine} = useSession();
	const texts = useTexts();
	useStore(state => state.facts);
	const state = useProgress();
	const own = entriesOn(entries, host.name);
	const done = own.filter(entry => todoOf(state, entry).length === 0).length;
	const status = atWork(state, own, host.name);
	return (
		<Columns
			mark={marked ? '*' : ''}
			sign={status && <Sign status={status} />}
			name={plain(host.name)}
			role={texts.hosts.roles(host.role)}
			address={plain(host.address)}
			facts={factsOf(engine.book, state, host.name).map(({text}) => plain(text ?? '-'))}
			contact={contactWords(contactOf(state, host.name), texts)}
			done={own.length > 0 ? `${done}/${own.length}` : ''}
			tone={here ? 'strong' : 'plain'}
			columns={columns}
		/>
	);
};
