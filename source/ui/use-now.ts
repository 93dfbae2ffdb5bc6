import {useAnimation, useIsScreenReaderEnabled} from 'ink';
import {createContext, use} from 'react';
import {useSession} from './context.ts';

/** Seconds since the session came onto the screen. All that ticks does so at once: it is one frame, not one for each. */
export const TickContext = createContext(0);

/** For the one component that hands the ticks down. To a screen reader the whole screen is read anew: nothing ticks for it. */
export const useTick = (): number => useAnimation({interval: 1000, isActive: !useIsScreenReaderEnabled()}).frame;

/** The session's clock, read again once a second. */
export const useNow = (): number => {
	use(TickContext);
	return useSession().engine.now();
};
