import {useAnimation} from 'ink';
import {useSession} from './context.ts';

/** The session's clock, read again once a second; all that ticks shares Ink's one timer. */
export const useNow = (): number => {
	useAnimation({interval: 1000});
	return useSession().engine.now();
};
