import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage} from '../context.ts';
import {firstLine} from '../layout.ts';
import type {StageProgress} from '../progress.ts';
import {useMouse} from '../use-mouse.ts';
import {Pointer} from './pointer.tsx';
import {Say} from './say.tsx';
import {Sign} from './sign.tsx';

type Props = {
	readonly stages: readonly StageProgress[];
	/** The stage of the selected task. */
	readonly selected: string | undefined;
	readonly width: number;
	readonly height: number;
	readonly select: (stage: number) => void;
};

/** The book's stages, each with its mark, and how far it is while it is neither untouched nor through. */
export const Stages = ({stages, selected, width, height, select}: Props): ReactNode => {
	const language = useLanguage();
	const at = stages.findIndex(({stage}) => stage.id === selected);
	const first = firstLine(stages.length, at, height);
	const box = useMouse({
		click: child => child === -1 || select(first + child),
		wheel: lines => select(at + lines),
	});
	return (
		<Box ref={box} flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
			{stages.slice(first, first + height).map(({stage, status, settled, total}) => {
				const here = stage.id === selected;
				return (
					<Box key={stage.id} height={1} width={width} flexShrink={0}>
						<Box width={2} flexShrink={0}>
							<Pointer here={here} />
						</Box>
						<Box width={2} flexShrink={0}>
							<Sign status={status} />
						</Box>
						<Box flexGrow={1} flexShrink={1} overflow="hidden">
							<Say tone={here ? 'strong' : 'plain'}>{stage.title[language]}</Say>
						</Box>
						{settled > 0 && settled < total && (
							<Box flexShrink={0} marginLeft={1}>
								<Say tone="quiet">
									{settled}/{total}
								</Say>
							</Box>
						)}
					</Box>
				);
			})}
		</Box>
	);
};
