// Where a stage of the installation is the cure, its own tasks are the remedy.
import type {Remedy, Stage} from '../../source/engine/declare.ts';

/** The named tasks of a stage, in the order asked for. Throws when the stage has none of that name. */
export const fromStage = (stage: Stage, ...ids: readonly string[]): readonly Remedy[] =>
	ids.map(id => {
		const task = stage.tasks.find(each => each.id === id);
		if (!task) throw new Error(`The stage ${stage.id} has no task ${id}.`);
		return task;
	});
