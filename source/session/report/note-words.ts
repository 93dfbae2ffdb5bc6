import type {Note} from '../../engine/state.ts';

/** Who said it, about what; the program's own notes have no author. */
export const noteWords = ({text, by, task, host}: Note): string => {
	const about = [task, host].filter(name => name !== undefined).join(', ');
	const who = by === undefined || about === '' ? by : `${by} (${about})`;
	return who === undefined ? text : `${who}: ${text}`;
};
