import {fragment} from '../../engine/script.ts';
import type {Source, Stand, Step} from './expand-book.ts';

/** In print, a value that is not known yet is its name: `<join-token>`. */
export const placeholder: Stand = ({name}) => fragment(`<${name}>`);

/** The values that a step reads, each with the task that captures it. */
export const readBy = (
	{check, run, verify}: Step,
	sources: ReadonlyMap<string, Source>,
): readonly {readonly name: string; readonly task: string}[] => {
	const names = new Set([check, run, verify].flatMap(part => part?.needs ?? []).map(({name}) => name));
	return [...names].map(name => ({name, task: sources.get(name)?.task.id ?? ''}));
};
