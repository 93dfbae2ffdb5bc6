import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

let saves = false;

/**
 * From now on V8 collects early. Of a command that prints gigabytes everything dies young, and V8 would take 150 MB more
 * before it looks; but looking costs a third more of the processor, so only once a command has printed a lot.
 */
export const saveMemory = (): void => {
	if (saves) return;
	saves = true;
	setFlagsFromString('--optimize-for-size');
	// What it took before it gives back when it looks at everything, and that would be a hundred megabytes later.
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
};
