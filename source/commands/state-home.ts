import {homedir, hostname, userInfo} from 'node:os';
import {homeOf, type Home} from '../session/home.ts';
import type {Self} from '../session/lock.ts';

/** Where this process remembers things. */
export const home = (): Home => homeOf(process.env, homedir());

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

/** Who this process is, for locks and records. */
export const self = (): Self => ({pid: process.pid, host: hostname(), user: userInfo().username, isRunning});
