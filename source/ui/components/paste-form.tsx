import {Box} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {useTexts, useUi} from '../context.ts';
import {useHolder} from '../holder.ts';
import {readPasted, type Start} from '../start-actions.ts';
import {useKeys} from '../use-keys.ts';
import {Prose} from './prose.tsx';
import {Say} from './say.tsx';
import {StartForm} from './start-form.tsx';

const sizeOf = (length: number): string => (length < 10_000 ? `${length} B` : `${Math.round(length / 1024)} KB`);

/** Takes text as long as a person likes to paste, and has it read. It is not shown: there may be secrets in it. */
export const PasteForm = ({start}: {readonly start: Start}): ReactNode => {
	const ui = useUi();
	const texts = useTexts();
	const {pasted, opening} = useHolder(start, state => state);
	const lines = useMemo(() => pasted.replace(/\n$/, '').split('\n').length, [pasted]);
	useKeys(
		'typing',
		{
			accept: () => void readPasted(ui, start),
			cancel: () => start.send({type: 'mode', mode: 'broken'}),
		},
		{
			active: !opening,
			typed: ({name, text}) => {
				if (name === 'paste' || name === 'backspace') start.send({type: 'pasted', text});
			},
		},
	);
	return (
		<StartForm start={start}>
			<Prose>{texts.start.pasteHint}</Prose>
			<Box height={1} flexShrink={0}>
				<Say tone="strong">{pasted === '' ? ' ' : texts.start.pasted(lines, sizeOf(pasted.length))}</Say>
			</Box>
		</StartForm>
	);
};
