// `trap … EXIT`: just-bash has no trap, so whoever runs a script runs the trap's text when the script has ended.
import {AsyncLocalStorage} from 'node:async_hooks';

const traps = new AsyncLocalStorage<{script: string}>();

export const setExitTrap = (script: string): void => {
	const mine = traps.getStore();
	if (mine) mine.script = script;
};

/** Runs `work`, then `last` with the text of the trap that it set, if any. */
export const withExitTrap = async <Result>(
	work: () => Promise<Result>,
	last: (script: string, result: Result) => Promise<Result>,
): Promise<Result> => {
	const mine = {script: ''};
	const result = await traps.run(mine, work);
	return mine.script === '' ? result : last(mine.script, result);
};
