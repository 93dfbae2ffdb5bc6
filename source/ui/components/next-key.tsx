import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useUi} from '../context.ts';
import {keyOf, type Action} from '../keys.ts';
import {useMouse} from '../use-mouse.ts';
import {Say} from './say.tsx';

type Props = {readonly action: Action; readonly label: string};

/** The obvious next key, with what it will do in full: it has a line of its own. */
export const NextKey = ({action, label}: Props): ReactNode => {
	const {keyboard} = useUi();
	const box = useMouse({click: () => keyboard.act(action)});
	return (
		<Box ref={box} height={1} flexShrink={0} overflow="hidden">
			<Say heard={`${keyOf(action)}: ${label}`}>
				<Say tone="key">{keyOf(action)}</Say> {label}
			</Say>
		</Box>
	);
};
