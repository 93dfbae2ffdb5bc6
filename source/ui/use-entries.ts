import {useMemo} from 'react';
import {useSession} from './context.ts';
import {entriesOf, type Entry} from './progress.ts';

/** The tasks that apply to this plan, which the engine settles once: read once for each screen, not for each frame. */
export const useEntries = (): readonly Entry[] => {
	const {engine} = useSession();
	return useMemo(() => entriesOf(engine), [engine]);
};
