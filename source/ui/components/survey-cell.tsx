import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Surveyed} from '../../engine/engine.ts';
import {onlyAsks} from '../../engine/only-asks.ts';
import {useLanguage, useSession, useTexts} from '../context.ts';
import {plain, plainLines} from '../plain.ts';
import {previewOf} from '../preview.ts';
import type {SurveyRow} from '../survey-state.ts';
import {answers} from '../theme.ts';
import {Prose} from './prose.tsx';
import {Say} from './say.tsx';

type Props = {readonly row: SurveyRow; readonly cell: Surveyed; readonly height: number};

/** One check on one host: what was seen, why it matters, and the commands that would make it so. */
export const SurveyCell = ({row, cell, height}: Props): ReactNode => {
	const {engine} = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const {answer, host, detail} = cell;
	const said = answer === 'unknown' && detail === '' ? texts.survey.notYet : detail.trim().split('\n')[0]!;
	const seen = said === '' ? '' : `: ${plain(said)}`;
	const {task} = row.entry;
	const state = `${texts.checks[answer]}${answer === 'yes' ? '' : seen}`;
	const advice = answer === 'yes' || !onlyAsks(task) ? undefined : task.fix;
	const fix = answer === 'yes' || onlyAsks(task) ? [] : plainLines(previewOf(engine, task.id, host).script);
	return (
		<Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
			<Box flexShrink={0}>
				<Say tone={answers[answer].tone} wrap="words" heard={`${plain(host)} ${state}`}>
					{`${plain(host)} ${answers[answer].sign} ${state}`}
				</Say>
			</Box>
			<Box flexShrink={0} maxHeight={2} overflow="hidden">
				<Prose tone="quiet">{task.why[language]}</Prose>
			</Box>
			{advice && <Prose>{texts.survey.advice(advice[language])}</Prose>}
			{fix.length > 0 && <Say tone="strong">{texts.checks.fix}</Say>}
			{fix.slice(0, Math.max(1, height - 4)).map((line, index) => (
				<Box key={index} flexShrink={0}>
					<Say>{line || ' '}</Say>
				</Box>
			))}
		</Box>
	);
};
