import {Box} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {useSize, useTexts, useUi} from '../context.ts';
import {writePlan} from '../form-actions.ts';
import {fold} from '../fold.ts';
import {useHolder} from '../holder.ts';
import {plain, plainLines} from '../plain.ts';
import type {Start} from '../start-actions.ts';
import {useKeys} from '../use-keys.ts';
import {useMouse} from '../use-mouse.ts';
import {Hints} from './hints.tsx';
import {NextKey} from './next-key.tsx';
import {Problems} from './problems.tsx';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

/** The screen's title and its rule, a rule, two lines of keys. */
const around = 5;

/** The plan file word for word, before it is written. */
export const PlanReview = ({start}: {readonly start: Start}): ReactNode => {
	const ui = useUi();
	const texts = useTexts();
	const {columns, rows} = useSize();
	const {draft, scroll, problems, form} = useHolder(start, state => state);
	const room = Math.max(1, rows - around - 2 * problems.length);
	const lines = useMemo(
		() =>
			plainLines(draft).flatMap(line =>
				fold(line, columns - 2).map(text => ({text, tone: line.startsWith('#') ? 'quiet' : 'plain'}) as const),
			),
		[draft, columns],
	);
	const most = Math.max(0, lines.length - room);
	const step = (by: number) => (): void => start.send({type: 'draft-scrolled', by, most});
	useKeys('review', {
		writePlan: () => void writePlan(ui, start),
		changeAnswers: () => start.send({type: 'mode', mode: 'form'}),
		reviewDown: step(3),
		reviewUp: step(-3),
	});
	const box = useMouse({wheel: lines => step(lines)()});
	return (
		<>
			<Box ref={box} flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden" paddingX={1}>
				{lines.slice(scroll, scroll + room).map(({text, tone}, index) => (
					<Box key={scroll + index} height={1} flexShrink={0}>
						<Say tone={tone}>{text || ' '}</Say>
					</Box>
				))}
				<Problems problems={problems} />
			</Box>
			<Rule />
			<NextKey action="writePlan" label={texts.form.write(plain(form.path.text))} />
			<Hints actions={['changeAnswers', 'reviewDown', 'reviewUp']} />
		</>
	);
};
