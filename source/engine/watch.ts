// Looking on at a session that another process has: what can be read is the same, and nothing reaches a host.
import {createContext, rowKey, type EngineOptions} from './context.ts';
import {investigate} from './diagnose/investigate.ts';
import type {Engine} from './engine.ts';
import {createReader} from './reader.ts';
import {HostUnreachable, type Transport} from './transport.ts';

export type WatchOptions = Pick<EngineOptions, 'book' | 'hosts' | 'settings' | 'store' | 'clock'>;

const elsewhere = 'Another process has this session.';

const unreachable = async ({name}: {readonly name: string}): Promise<never> => {
	throw new HostUnreachable(name, elsewhere);
};
const nowhere: Transport = {ask: unreachable, run: unreachable, close: async () => undefined};

/** The store is fed from the other process's journal; secrets, which are not in it, stand as `<name>`. */
export const createWatcher = (options: WatchOptions): Engine => {
	const {store} = options;
	const context = createContext({
		...options,
		session: store.getState().session,
		transport: nowhere,
		secrets: {get: () => undefined, set: () => undefined},
		by: '',
		resumed: true,
	});
	store.listen(event => {
		if (event.type === 'output') context.lastOutput.set(rowKey(event.task, event.host), event.at);
	});
	return {
		...createReader(context).view,
		start: async () => 'held',
		undo: async () => 'held',
		takeOver: async () => 'held',
		markDone: async () => false,
		renew: async () => elsewhere,
		survey: async () => [],
		diagnose: async (knowledge, wish) => investigate(context, knowledge, wish ?? {}, new AbortController().signal),
		cure: async () => 'held',
		isRunning: () => false,
		stop: () => undefined,
		abort: () => undefined,
		redact: context.redactor.redact,
		note: () => undefined,
		skip: () => undefined,
		edit: () => undefined,
		close: async () => undefined,
	};
};
