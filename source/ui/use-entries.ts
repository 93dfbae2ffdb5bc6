import {useSession} from './context.ts';
import {entriesOf, type Entry} from './progress.ts';

/** The tasks that apply to this plan. */
export const useEntries = (): readonly Entry[] => entriesOf(useSession().engine);
