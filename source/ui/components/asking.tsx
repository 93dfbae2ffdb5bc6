import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Looking} from '../../engine/looking.ts';
import {askedRows, type AskedRow} from '../asking.ts';
import {useLanguage, useTexts} from '../context.ts';
import {duration} from '../duration.ts';
import {confidenceTones} from '../findings.ts';
import {plain} from '../plain.ts';
import {marks} from '../theme.ts';
import {useNow} from '../use-now.ts';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

type Props = {readonly looking: Looking; readonly height: number};

const Host = ({row: {host, questions, since, answered, why}}: {readonly row: AskedRow}): ReactNode => {
	const texts = useTexts();
	const language = useLanguage();
	const now = useNow();
	const {asking} = texts;
	const mark = answered === undefined ? marks.running : why === undefined ? marks.done : marks.unreachable;
	const titles = questions.map(title => title[language]).join(language === 'en' ? ', ' : '、');
	const text =
		answered === undefined
			? asking.waits(questions.length, duration(now - since, texts.walk.second), titles)
			: why === undefined
				? asking.answered(questions.length, (Math.max(0, answered - since) / 1000).toFixed(1))
				: why;
	return (
		<Box height={1} flexShrink={0}>
			<Box width={2} flexShrink={0}>
				<Say tone={mark.tone} heard="">
					{mark.sign}
				</Say>
			</Box>
			<Box width={10} flexShrink={0} marginRight={1}>
				<Say tone="strong">{plain(host)}</Say>
			</Box>
			<Say tone={why === undefined ? 'plain' : 'bad'}>{plain(text.split('\n')[0]!)}</Say>
		</Box>
	);
};

/** Which hosts are asked what, for how long, and what it may be by what they have answered so far. */
export const Asking = ({looking, height}: Props): ReactNode => {
	const texts = useTexts();
	const language = useLanguage();
	const {asking, diagnose} = texts;
	const {candidates, open, hosts} = looking;
	const count = Object.keys(hosts).length;
	const room = Math.min(count, Math.max(2, Math.floor((height - 2) / 2)));
	const rows = askedRows(looking, room);
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
			{rows.map(row => (
				<Host key={row.host} row={row} />
			))}
			{rows.length < count && <Say tone="quiet">{texts.hosts.more(count - rows.length)}</Say>}
			<Rule />
			<Say tone="strong">
				{looking.round === 1 ? asking.firstLook : asking.narrowed(open.map(String).join(' → '))}
			</Say>
			{candidates.map(({id, title, confidence, hosts: where}) => (
				<Box key={id} height={1} flexShrink={0}>
					<Box flexGrow={1} flexShrink={1} overflow="hidden" marginRight={1}>
						<Say>{`  ${title[language]}`}</Say>
					</Box>
					<Box flexShrink={0}>
						<Say tone={confidenceTones[confidence]}>
							{plain(`${diagnose[confidence]} ${where.filter(host => host !== '').join(' ')}`)}
						</Say>
					</Box>
				</Box>
			))}
		</Box>
	);
};
