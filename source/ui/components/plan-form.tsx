import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTexts, useUi} from '../context.ts';
import {useHolder} from '../holder.ts';
import {fieldAfter, formFields} from '../plan-form.ts';
import {writePlan, type Start} from '../start-actions.ts';
import {type as typeInto} from '../text-field.ts';
import {pointer} from '../theme.ts';
import {useKeys} from '../use-keys.ts';
import {Field} from './field.tsx';
import {Hints} from './hints.tsx';
import {Problems} from './problems.tsx';
import {Prose} from './prose.tsx';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

/** The questions of a new plan, all in sight; Enter goes to the next one and in the last one writes the plan. */
export const PlanForm = ({start}: {readonly start: Start}): ReactNode => {
	const ui = useUi();
	const texts = useTexts();
	const {form, problems, opening} = useHolder(start, state => state);
	const {at} = form;
	const last = formFields.at(-1);
	const move = (by: 1 | -1) => (): void => start.send({type: 'form-moved', to: fieldAfter(at, by)});
	useKeys(
		'typing',
		{
			accept: () => (at === last ? void writePlan(ui, start, texts) : move(1)()),
			cancel: () => start.send({type: 'mode', mode: 'list'}),
			nextField: move(1),
			previousField: move(-1),
		},
		{
			active: !opening,
			typed: press => start.send({type: 'form-typed', field: typeInto(form[at], press, 'one')}),
		},
	);
	return (
		<>
			<Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden" paddingX={2} paddingTop={1}>
				{formFields.map(name => (
					<Box key={name} height={1} flexShrink={0}>
						<Box width={2} flexShrink={0}>
							<Say tone="key">{name === at ? pointer : ' '}</Say>
						</Box>
						<Box width={20} flexShrink={0}>
							<Say tone={name === at ? 'strong' : 'plain'}>{texts.form[name]}</Say>
						</Box>
						<Field field={form[name]} active={name === at} />
					</Box>
				))}
				<Box flexDirection="column" marginTop={1} flexShrink={1} overflow="hidden">
					{problems.length === 0 && (
						<Prose tone="quiet">
							{texts.form[`${at}Hint`] + (at === last ? ` ${texts.form.lastField}` : '')}
						</Prose>
					)}
					<Problems problems={problems} />
				</Box>
			</Box>
			<Rule />
			<Hints actions={['accept', 'nextField', 'previousField', 'cancel']} />
		</>
	);
};
