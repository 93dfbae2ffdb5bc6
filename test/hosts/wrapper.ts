// What the scripts of the exactly-once wrapper say when a shell here reads them.
import {spawnSync} from 'node:child_process';
import {createFrames, newMark} from '../../source/transport/frames.ts';
import {startScript} from '../../source/transport/job.sh.ts';

/** By kind of frame: its text, or how it ended. */
export type Told = {readonly [kind: string]: string};

/** `path` stands before PATH. */
export const hear = (textOf: (mark: string) => string, path = ''): Told => {
	const mark = newMark();
	const told: Record<string, string> = {};
	const env = {...process.env, PATH: `${path === '' ? '' : `${path}:`}${process.env['PATH']}`};
	const {stdout} = spawnSync('sh', ['-s'], {input: textOf(mark), env});
	createFrames(mark, ({kind, fields, bytes}) => {
		told[kind] = `${told[kind] ?? ''}${kind === 'ended' ? fields.join(' ') : bytes.toString()}`;
	})(stdout);
	return told;
};

export const startJob = (base: string, id: string, script: string, timeout = 20, path = ''): Told =>
	hear(mark => startScript({base, id, mark}, script, timeout), path);
