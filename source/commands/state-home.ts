import {homeOf} from '../session/home.ts';

/** Where this process remembers things. */
export const home = (): string => homeOf(process.env);
