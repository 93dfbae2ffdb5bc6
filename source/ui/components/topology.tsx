import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Host} from '../../engine/given.ts';
import {useLanguage, useProgress, useSession, useStore, useTexts} from '../context.ts';
import {endpointWords} from '../host-words.ts';
import {atWork, badgesOf} from '../hosts.ts';
import {plain} from '../plain.ts';
import type {Entry} from '../progress.ts';
import {topologyOf} from '../topology.ts';
import {useEntries} from '../use-entries.ts';
import {Say} from './say.tsx';
import {Sign} from './sign.tsx';

type Props = {readonly width: number; readonly height: number};

/** A name and three badges, one below the other. */
const tall = 4;

type PlaceProps = {readonly host: Host; readonly entries: readonly Entry[]};

/** What a host is, in words: never only by colour. */
const Badges = ({host}: {readonly host: Host}): ReactNode => {
	const {engine} = useSession();
	const language = useLanguage();
	useStore(state => state.badges);
	const state = useProgress();
	const shown = badgesOf(engine.book, state, host.name).filter(({quiet}) => !quiet);
	return shown.map(({id, text, tone}) => (
		<Box key={id} flexShrink={0}>
			<Say tone={tone}>{text[language]}</Say>
		</Box>
	));
};

const Name = ({host, entries}: PlaceProps): ReactNode => {
	const state = useProgress();
	const status = atWork(state, entries, host.name);
	return (
		<Box flexShrink={0} gap={1}>
			<Say tone="strong">{plain(host.name)}</Say>
			{status && <Sign status={status} />}
		</Box>
	);
};

/** One line: the name, then what it is. */
const Short = (props: PlaceProps): ReactNode => (
	<Box height={1} flexShrink={0} gap={1} overflow="hidden">
		<Name {...props} />
		<Badges host={props.host} />
	</Box>
);

/** Below this the address and its kind stand one below the other. */
const besideEachOther = 54;

const Endpoint = ({height}: {readonly height: number}): ReactNode => {
	const {endpoint} = useSession();
	const texts = useTexts();
	return (
		<Box
			height={height}
			flexDirection={height > 1 ? 'column' : 'row'}
			flexShrink={0}
			columnGap={2}
			overflow="hidden"
		>
			{endpoint && (
				<>
					<Box flexShrink={0}>
						<Say tone="key">{plain(endpoint.address)}</Say>
					</Box>
					<Say tone="quiet">{endpointWords(endpoint.kind, texts)}</Say>
				</>
			)}
		</Box>
	);
};

/** The cluster's hosts below its one address: who holds it, where haproxy is, who is ready, as far as answers have told. */
export const Topology = ({width, height}: Props): ReactNode => {
	const {hosts: texts} = useTexts();
	const hosts = useStore(state => state.hosts);
	const entries = useEntries();
	const address = width < besideEachOther ? 2 : 1;
	const {columns, cell, below, left} = topologyOf(hosts, width, height - address + 1, tall);
	const place = (host: Host): PlaceProps => ({host, entries});
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
			<Endpoint height={address} />
			{columns.length > 0 && (
				<>
					<Say tone="quiet" heard="">
						{columns
							.map(() => '+'.padEnd(cell, '-'))
							.join('')
							.replace(/-+$/, '')}
					</Say>
					<Box height={tall} flexShrink={0} overflow="hidden">
						{columns.map(host => (
							<Box key={host.name} width={cell} flexDirection="column" flexShrink={0} overflow="hidden">
								<Name {...place(host)} />
								<Badges host={host} />
							</Box>
						))}
					</Box>
				</>
			)}
			<Box flexWrap="wrap" flexShrink={0} overflow="hidden">
				{below.map(host => (
					<Box key={host.name} width={cell} height={1} flexShrink={0} overflow="hidden" paddingRight={1}>
						<Short {...place(host)} />
					</Box>
				))}
			</Box>
			{left > 0 && <Say tone="quiet">{texts.more(left)}</Say>}
		</Box>
	);
};
