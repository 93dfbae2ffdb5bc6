import {Box} from 'ink';
import {useMemo, type ReactNode} from 'react';
import {useLanguage, useSize, useTexts, useUi} from '../context.ts';
import {useHolder} from '../holder.ts';
import type {Place} from '../keys.ts';
import {firstLine} from '../layout.ts';
import {paletteItems, search, type PaletteItem, type PaletteState} from '../palette.ts';
import {choosePaletteItem, closePalette} from '../palette-actions.ts';
import {plain} from '../plain.ts';
import {entriesOf} from '../progress.ts';
import {type as typeInto} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import {useMouse} from '../use-mouse.ts';
import {hiddenIn} from '../views.ts';
import {Field} from './field.tsx';
import {Hints} from './hints.tsx';
import {Rule} from './rule.tsx';
import {Pointer} from './pointer.tsx';
import {Say} from './say.tsx';

type Props = {readonly state: PaletteState; readonly places: readonly Place[]};

/** The query and its rule above, a rule and the keys below. */
const around = 4;

/** So many columns at most: an eye finds the key that belongs to a title. */
const legible = 100;

const Item = ({item, here}: {readonly item: PaletteItem; readonly here: boolean}): ReactNode => {
	const texts = useTexts();
	return (
		<Box height={1} flexShrink={0} maxWidth={legible}>
			<Box width={2} flexShrink={0}>
				<Pointer here={here} />
			</Box>
			<Box width={8} flexShrink={0}>
				<Say tone="quiet">{texts.palette[item.kind]}</Say>
			</Box>
			<Box flexGrow={1} flexShrink={1} overflow="hidden" marginRight={2}>
				<Say tone={here ? 'strong' : 'plain'}>{plain(item.title)}</Say>
			</Box>
			<Box flexShrink={1} overflow="hidden">
				<Say tone={item.kind === 'action' ? 'key' : 'quiet'}>{plain(item.hint)}</Say>
			</Box>
		</Box>
	);
};

/** Finds any action, stage, task and host by a few letters. */
export const Palette = ({state, places}: Props): ReactNode => {
	const ui = useUi();
	const {shell} = ui;
	const texts = useTexts();
	const language = useLanguage();
	const session = useHolder(shell, ({session}) => session);
	const {rows} = useSize();
	const items = useMemo(
		() =>
			paletteItems(
				language,
				places,
				session ? entriesOf(session.engine) : [],
				session?.store.getState().hosts ?? [],
				session && hiddenIn(session),
			),
		[language, places, session],
	);
	const found = useMemo(() => search(items, state.field.text), [items, state.field.text]);
	const at = Math.max(0, Math.min(state.at, found.length - 1));
	const height = rows - around;
	const first = firstLine(found.length, at, height);
	const move = (to: number) => (): void =>
		shell.send({type: 'palette-moved', to: Math.max(0, Math.min(to, found.length - 1))});
	useKeys(
		'palette',
		{
			choosePalette: () => found[at] && choosePaletteItem(ui, found[at]),
			paletteUp: move(at - 1),
			paletteDown: move(at + 1),
			palettePageUp: move(at - height),
			palettePageDown: move(at + height),
			closePalette: () => closePalette(ui),
		},
		{typed: press => shell.send({type: 'palette-typed', field: typeInto(state.field, press, 'one')})},
	);
	const box = useMouse({
		click: child => {
			const item = found[first + child];
			if (child === -1 || !item) return;
			if (first + child !== at) move(first + child)();
			// An action may run something.
			else if (item.kind !== 'action') choosePaletteItem(ui, item);
		},
		wheel: lines => move(at + lines)(),
	});
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Box height={1} flexShrink={0} gap={1}>
				<Box flexShrink={0}>
					<Say tone="key">:</Say>
				</Box>
				<Field field={state.field} />
				<Box flexGrow={1} />
				<Box flexShrink={0}>
					<Say tone="quiet">{texts.palette.found(found.length)}</Say>
				</Box>
			</Box>
			<Rule />
			<Box ref={box} flexDirection="column" height={height} flexShrink={0} overflow="hidden">
				{found.length === 0 && <Say tone="quiet">{texts.list.nothingFound}</Say>}
				{found.slice(first, first + height).map((item, index) => (
					<Item key={item.key} item={item} here={first + index === at} />
				))}
			</Box>
			<Rule />
			<Hints actions={['choosePalette', 'paletteUp', 'paletteDown', 'closePalette']} />
		</Box>
	);
};
