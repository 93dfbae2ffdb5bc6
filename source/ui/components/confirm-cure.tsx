import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {ToldRemedy} from '../../engine/diagnose/tell.ts';
import {useSession, useTexts} from '../context.ts';
import {confirmCure} from '../findings-actions.ts';
import type {AskedCure} from '../findings-state.ts';
import {confirmedBy} from '../findings.ts';
import {plain} from '../plain.ts';
import {type as typeInto} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import {Field} from './field.tsx';
import {Hints} from './hints.tsx';
import {Say} from './say.tsx';

type Props = {
	readonly asked: AskedCure;
	readonly remedy: ToldRemedy;
	/** What it runs stands above, and can be read on and back. */
	readonly more: () => void;
	readonly less: () => void;
};

/** As much as the risk asks for: a yes, or the cluster's name. */
export const ConfirmCure = ({asked, remedy, more, less}: Props): ReactNode => {
	const session = useSession();
	const {findings, planBook} = useTexts();
	const {name} = session;
	const risk = planBook[remedy.risk];
	const byName = confirmedBy[remedy.risk] === 'name';
	const confirm = (): void => confirmCure(session, remedy);
	const decline = (): void => session.findings.send({type: 'declined'});
	useKeys('confirm', {yes: confirm, no: decline, more, less}, {active: !byName});
	useKeys(
		'typing',
		{accept: confirm, cancel: decline, nextField: more, previousField: less},
		{
			active: byName,
			typed: press => session.findings.send({type: 'typed', field: typeInto(asked.field, press, 'one')}),
		},
	);
	return (
		<>
			<Box height={2} flexShrink={0} flexDirection="column" overflow="hidden">
				<Say tone="bad" wrap={byName ? 'cut' : 'words'}>
					{byName ? findings.confirmName(risk, plain(name)) : findings.confirm(risk)}
				</Say>
				{byName && <Field field={asked.field} />}
			</Box>
			<Hints actions={byName ? ['accept', 'cancel'] : ['yes', 'no']} />
		</>
	);
};
