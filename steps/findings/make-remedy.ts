// Makes remedies: with what most of them have in common, or of a task that a stage has.
import type {Remedy, Task} from '../../source/engine/declare.ts';

type Cure = Pick<Remedy, 'id' | 'title' | 'why' | 'check' | 'run'> & Partial<Remedy>;

/** On every host that has the finding, a change that nothing takes back. */
export const cure = (task: Cure): Remedy => ({
	target: 'every-host',
	risk: 'changes',
	undo: 'nothing-to-undo',
	...task,
});

/** A look at what a person has to decide: it changes nothing, and there is always something to see. */
export const look = (task: Omit<Cure, 'check'>): Remedy =>
	cure({...task, risk: 'safe', check: {ask: () => 'false'}, verify: {ask: () => 'true'}});

/** A stage's task as a remedy: what the plan did not ask for at first may be what is missing now. */
export const regardless = (task: Task): Remedy => ({...task, when: () => true});
