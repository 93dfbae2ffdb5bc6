// The one line that the screen says of itself.
import type {Session} from './session.ts';
import type {Message} from './walk-state.ts';

export const say = (session: Session, tone: Message['tone'], words: Message['say']): void =>
	session.walk.send({type: 'said', message: {tone, say: words}});

/** Why a key does nothing now. */
export const sayBusy = ({walk}: Session): void =>
	walk.send({type: 'said', message: {tone: 'warn', say: ({walk}) => walk.busy, whileBusy: true}});
