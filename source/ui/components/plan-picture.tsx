import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTexts} from '../context.ts';
import {endpointWords} from '../host-words.ts';
import {plain} from '../plain.ts';
import {answersOf, type Form} from '../plan-form.ts';
import type {Looked} from '../start-state.ts';
import {topologyOf} from '../topology.ts';
import {Say} from './say.tsx';

/** Name, address, and what it told. */
const tall = 3;

/** Below this the hosts are only named. */
const least = 3;

type Props = {
	readonly form: Form;
	readonly looked: readonly Looked[];
	readonly width: number;
	readonly height: number;
};

/** The cluster as far as it is answered: it grows with every host that is typed. */
export const PlanPicture = ({form, looked, width, height}: Props): ReactNode => {
	const texts = useTexts();
	const {kind, address = '', controlPlanes, workers} = answersOf(form);
	const hosts = [
		...controlPlanes.map(host => ({...host, role: 'control-plane'})),
		...workers.map(host => ({...host, role: 'worker'})),
	];
	const {columns, cell, below, left} = topologyOf(hosts, width, height, tall);
	if (height < least)
		return (
			<Box flexDirection="column" height={height} width={width} flexShrink={0} overflow="hidden">
				<Say>
					<Say tone="key">{kind === 'single' ? '' : `${plain(address) || '?'}  `}</Say>
					<Say tone="quiet">{endpointWords(kind, texts)}</Say>
				</Say>
				<Say tone="strong">{hosts.map(({name}) => plain(name)).join(' ')}</Say>
			</Box>
		);
	const told = (host: string): string => looked.find(({address}) => address === host)?.text ?? '';
	return (
		<Box flexDirection="column" height={height} width={width} flexShrink={0} overflow="hidden">
			<Box height={1} flexShrink={0} gap={2}>
				{kind !== 'single' && <Say tone="key">{plain(address) || '?'}</Say>}
				<Say tone="quiet">{endpointWords(kind, texts)}</Say>
			</Box>
			{columns.length > 0 && (
				<Say tone="quiet" heard="">
					{columns
						.map(() => '+'.padEnd(cell, '-'))
						.join('')
						.replace(/-+$/, '')}
				</Say>
			)}
			<Box flexShrink={0} height={columns.length > 0 ? tall : 0} overflow="hidden">
				{columns.map(({name, address}, index) => (
					<Box key={index} width={cell} flexDirection="column" flexShrink={0} paddingRight={1}>
						<Say tone="strong">{plain(name)}</Say>
						<Say>{plain(address)}</Say>
						<Say tone="quiet">{plain(told(address)) || ' '}</Say>
					</Box>
				))}
			</Box>
			<Box flexWrap="wrap" flexShrink={0} overflow="hidden">
				{below.map(({name, address}, index) => (
					<Box key={index} width={cell} height={1} flexShrink={0} paddingRight={1}>
						<Say>{`${plain(name)} ${plain(address)} ${plain(told(address))}`}</Say>
					</Box>
				))}
			</Box>
			{left > 0 && <Say tone="quiet">{texts.hosts.more(left)}</Say>}
		</Box>
	);
};
