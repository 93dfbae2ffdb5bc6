import {setFlagsFromString} from 'node:v8';

let saves = false;

/**
 * From now on V8 collects early. Of a command that prints gigabytes everything dies young, and V8 would take 150 MB more
 * before it looks; but looking costs a third more of the processor, so only once a command has printed a lot.
 */
export const saveMemory = (): void => {
	if (!saves) setFlagsFromString('--optimize-for-size');
	saves = true;
};
