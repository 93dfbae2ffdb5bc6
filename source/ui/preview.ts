import type {Engine, Preview} from '../engine/engine.ts';

/** A script that cannot be made must not take the screen with it: its sentence stands where the commands would. */
export const previewOf = (engine: Engine, task: string, host: string): Preview => {
	try {
		return engine.preview(task, host);
	} catch (error) {
		return {script: `# ${error instanceof Error ? error.message : String(error)}`, edited: false, missing: []};
	}
};
