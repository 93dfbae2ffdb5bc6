import {Box} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {useTexts, useUi} from '../context.ts';
import {useHolder} from '../holder.ts';
import {readPasted, type Start} from '../start-actions.ts';
import {useKeys} from '../use-keys.ts';
import {Hints} from './hints.tsx';
import {Problems} from './problems.tsx';
import {Prose} from './prose.tsx';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

const sizeOf = (length: number): string => (length < 10_000 ? `${length} B` : `${Math.round(length / 1024)} KB`);

/** Takes text as long as a person likes to paste, and has it read. It is not shown: there may be secrets in it. */
export const PasteForm = ({start}: {readonly start: Start}): ReactNode => {
	const ui = useUi();
	const texts = useTexts();
	const {pasted, problems, opening} = useHolder(start, state => state);
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
		<>
			<Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden" paddingX={2} paddingTop={1}>
				<Prose>{texts.start.pasteHint}</Prose>
				<Box height={1} flexShrink={0}>
					<Say tone="strong">{pasted === '' ? ' ' : texts.start.pasted(lines, sizeOf(pasted.length))}</Say>
				</Box>
				<Box flexDirection="column" marginTop={1} flexShrink={1} overflow="hidden">
					{opening && <Say tone="busy">{texts.start.opening}</Say>}
					<Problems problems={problems} />
				</Box>
			</Box>
			<Rule />
			<Hints actions={['accept', 'cancel']} />
		</>
	);
};
