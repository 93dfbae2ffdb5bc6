import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useSize, useTexts, useUi} from '../context.ts';
import {acceptField, offerFor} from '../form-actions.ts';
import {useHolder} from '../holder.ts';
import {askedOf, choicesOf, chosenAfter, fieldAfter, type FormField} from '../plan-form.ts';
import type {Press} from '../keyboard.ts';
import type {Start} from '../start-actions.ts';
import {type as typeInto} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import {useMouse} from '../use-mouse.ts';
import {Field} from './field.tsx';
import {Hints} from './hints.tsx';
import {PlanPicture} from './plan-picture.tsx';
import {Pointer} from './pointer.tsx';
import {Problems} from './problems.tsx';
import {Prose} from './prose.tsx';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

const turns: Readonly<Record<string, 1 | -1>> = {right: 1, ' ': 1, left: -1};

/** The title of the screen and its rule, the hint's lines, a rule and the keys. */
const around = 8;

/** Columns of the questions. */
const titles = 20;

/** All questions in sight, the cluster below them; Enter checks an answer and goes to the next. */
export const PlanForm = ({start}: {readonly start: Start}): ReactNode => {
	const ui = useUi();
	const texts = useTexts();
	const {columns, rows} = useSize();
	const state = useHolder(start, state => state);
	const {form, problems, opening, looked} = state;
	const {at} = form;
	const asked = askedOf(form);
	const move = (by: 1 | -1) => (): void => start.send({type: 'form-moved', to: fieldAfter(form, by)});
	const typed = (press: Press): void => {
		const turn = turns[press.name];
		if (choicesOf(at) === undefined) start.send({type: 'form-typed', field: typeInto(form[at], press, 'one')});
		else if (turn !== undefined) start.send({type: 'form-typed', field: chosenAfter(at, form[at].text, turn)});
	};
	useKeys(
		'typing',
		{
			// Who types ahead types into the next question.
			accept: () => acceptField(ui, start),
			cancel: () => start.send({type: 'mode', mode: 'list'}),
			nextField: move(1),
			previousField: move(-1),
		},
		{active: !opening, typed},
	);
	const box = useMouse({
		click: child => {
			const field = asked[child];
			if (!field || opening) return;
			if (field !== at) start.send({type: 'form-moved', to: field});
			else if (choicesOf(at)) start.send({type: 'form-typed', field: chosenAfter(at, form[at].text, 1)});
		},
	});
	const offer = offerFor(state);
	const titleOf = (field: FormField): string =>
		field === 'address' && form.kind.text === 'external' ? texts.form.balancer : texts.form[field];
	const valueOf = (field: FormField): ReactNode => {
		if (choicesOf(field)) return <Say tone={field === at ? 'chosen' : 'plain'}>{form[field].text}</Say>;
		if (field === at && offer !== undefined && form[field].text === '')
			return <Say tone="quiet">{texts.form.offered(offer)}</Say>;
		return <Field field={form[field]} active={field === at} width={columns - titles - 4} />;
	};
	const picture = Math.max(0, rows - asked.length - around);
	return (
		<>
			<Box ref={box} flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden" paddingX={1}>
				{asked.map(name => (
					<Box key={name} height={1} flexShrink={0}>
						<Box width={2} flexShrink={0}>
							<Pointer tone="key" here={name === at} />
						</Box>
						<Box width={titles} flexShrink={0}>
							<Say tone={name === at ? 'strong' : 'plain'}>{titleOf(name)}</Say>
						</Box>
						{valueOf(name)}
					</Box>
				))}
				<Box flexDirection="column" marginTop={1} height={3} flexShrink={0} overflow="hidden" paddingLeft={2}>
					{problems.length === 0 && <Prose tone="quiet">{texts.form[`${at}Hint`]}</Prose>}
					<Problems problems={problems} />
				</Box>
				{picture > 1 && (
					<Box paddingLeft={2}>
						<PlanPicture form={form} looked={looked} width={columns - 4} height={picture} />
					</Box>
				)}
			</Box>
			<Rule />
			<Hints actions={['accept', 'nextField', 'previousField', 'cancel']} />
		</>
	);
};
