// A core file is the whole memory of a process, and secrets are in ours.
import {spawnSync} from 'node:child_process';

/** From now on the kernel writes none when this process crashes. False where that cannot be said: only Linux has prlimit. */
export const refuseCoreFiles = (): boolean =>
	spawnSync('prlimit', ['--core=0:0', '--pid', String(process.pid)], {stdio: 'ignore'}).status === 0;
