import {Box, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import {useSize, useTexts, useUi} from '../context.ts';
import {keyOf, keys, type Action} from '../keys.ts';
import {useMouse} from '../use-mouse.ts';
import {Say} from './say.tsx';

/** Columns between two keys. */
const between = 2;

/** What nobody may be left without: how to get help, and the way out. */
const isKept = (action: Action): boolean =>
	action === 'help' || (keys[action].press as readonly string[]).includes('escape');

/** What fits, in its order: first what is kept in any room, then the others one after the other, none by half. */
const fittingOf = (
	actions: readonly Action[],
	widthOf: (action: Action) => number,
	columns: number,
): readonly Action[] => {
	let left = columns + between;
	const fits = (action: Action): boolean => {
		const room = left - widthOf(action) - between;
		if (room < 0) return false;
		left = room;
		return true;
	};
	const kept = actions.filter(action => isKept(action) && fits(action));
	const others = actions.filter(action => !isKept(action));
	const end = others.findIndex(action => !fits(action));
	const shown = new Set([...kept, ...(end === -1 ? others : others.slice(0, end))]);
	return actions.filter(action => shown.has(action));
};

type Props = {
	/** First what is wanted most: what does not fit is left out from the end. */
	readonly actions: readonly Action[];
};

/** The line of keys at the bottom. */
export const Hints = ({actions}: Props): ReactNode => {
	const texts = useTexts();
	const {keyboard} = useUi();
	const {columns} = useSize();
	// What is read aloud has no size.
	const room = useIsScreenReaderEnabled() ? Infinity : columns;
	const shown = fittingOf(actions, action => stringWidth(`${keyOf(action)} ${texts.keys[action]}`), room);
	const box = useMouse({click: child => shown[child] && keyboard.act(shown[child])});
	return (
		<Box ref={box} height={1} flexShrink={0} overflow="hidden" columnGap={between}>
			{shown.map(action => (
				<Box key={action} flexShrink={0}>
					<Say heard={`${keyOf(action)}: ${texts.keys[action]};`}>
						<Say tone="key">{keyOf(action)}</Say> {texts.keys[action]}
					</Say>
				</Box>
			))}
		</Box>
	);
};
