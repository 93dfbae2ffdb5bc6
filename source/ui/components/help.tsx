import {Box, useIsScreenReaderEnabled} from 'ink';
import {useState, type ReactNode} from 'react';
import {useSize, useTexts, useUi} from '../context.ts';
import {actionsIn, keysOf, type Place} from '../keys.ts';
import {marks} from '../theme.ts';
import {useKeys} from '../use-keys.ts';
import {useMouse} from '../use-mouse.ts';
import {hiddenIn} from '../views.ts';
import type {Status} from '../../engine/event.ts';
import {Hints} from './hints.tsx';
import {Rule} from './rule.tsx';
import {Say} from './say.tsx';

type Line = {readonly left: string; readonly right: string; readonly title?: true};

const Cell = ({line, left}: {readonly line: Line; readonly left: number}): ReactNode => (
	<Box height={1} overflow="hidden">
		{line.title ? (
			<Say tone="strong">{line.right}</Say>
		) : (
			<>
				<Box width={left} flexShrink={0}>
					<Say tone="key" heard={`${line.left}:`}>
						{line.left}
					</Say>
				</Box>
				<Say>{line.right}</Say>
			</>
		)}
	</Box>
);

/** The keys of where the person came from, then those that work everywhere, and what the marks mean. */
export const Help = ({from}: {readonly from: readonly Place[]}): ReactNode => {
	const texts = useTexts();
	const {shell} = useUi();
	const {rows, columns} = useSize();
	const [scroll, setScroll] = useState(0);
	const {session} = shell.get();
	const hidden = session ? hiddenIn(session) : [];
	const lines = from.concat('everywhere', 'always').flatMap((place): readonly Line[] => [
		{left: '', right: texts.places[place], title: true},
		...actionsIn(place)
			.filter(action => !hidden.includes(action))
			.map(action => ({left: keysOf(action), right: texts.keys[action]})),
	]);
	// Title, two rules, two lines of marks, the keys.
	const aloud = useIsScreenReaderEnabled();
	// What is read aloud has no size, and one column.
	const height = aloud ? lines.length : rows - 6;
	// As few columns as hold them all: a place is broken in two as seldom as can be.
	const count = Math.max(1, Math.min(Math.floor(columns / 38), Math.ceil(lines.length / height)));
	// Column after column, so that the keys of the screen one came from are seen first. What does not fit scrolls.
	const perColumn = height;
	const most = Math.max(0, lines.length - count * perColumn);
	const step = (by: number) => (): void => setScroll(now => Math.max(0, Math.min(most, now + by)));
	useKeys('help', {
		closeHelp: () => shell.send({type: 'help-shown', shown: false}),
		moreHelp: step(3),
		lessHelp: step(-3),
	});
	const box = useMouse({wheel: lines => step(lines)()});
	const parts = Array.from({length: count}, (_, index) => {
		const from = scroll + index * perColumn;
		return lines.slice(from, from + perColumn);
	});
	return (
		<Box flexDirection="column" flexGrow={1}>
			<Box height={1} gap={2}>
				<Box flexShrink={0}>
					<Say tone="strong">{texts.app.keysTitle}</Say>
				</Box>
				{shell.get().mouse && <Say tone="quiet">{texts.app.mouseOn}</Say>}
			</Box>
			<Rule />
			<Box ref={box} height={height} overflow="hidden" gap={2}>
				{parts.map((part, index) => (
					<Box key={index} flexDirection="column" flexBasis={0} flexGrow={1}>
						{part.map(line => (
							<Cell key={`${line.left} ${line.right}`} line={line} left={15} />
						))}
					</Box>
				))}
			</Box>
			<Rule />
			<Box height={2} flexShrink={0} flexWrap="wrap" columnGap={2} overflow="hidden" aria-hidden={aloud}>
				{(Object.keys(marks) as Status[]).map(status => (
					<Box key={status} flexShrink={0}>
						<Say>
							<Say tone={marks[status].tone}>{marks[status].sign}</Say> {texts.status[status]}
						</Say>
					</Box>
				))}
			</Box>
			<Hints actions={most > 0 ? ['closeHelp', 'moreHelp', 'lessHelp'] : ['closeHelp']} />
		</Box>
	);
};
