// A task that only asks. What it prints says what is wrong and what a person can do; nothing on the host changes.
import type {Script, Task} from '../source/engine/declare.ts';

type Words = Required<Pick<Task, 'id' | 'title' | 'why' | 'fix'>> &
	Partial<Pick<Task, 'target' | 'when' | 'usually' | 'waitingFor'>>;

/** `ask` exits with 1 and says why when the answer is no; `fix` is what a person does then. Running the task asks again, in front of the operator. */
export const question = (words: Words, ask: Script): Task => ({
	target: 'every-host',
	...words,
	risk: 'safe',
	check: {ask},
	run: ask,
	undo: 'nothing-to-undo',
});
