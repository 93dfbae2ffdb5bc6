// What the screen of hosts is doing: which are marked, and which one is looked at closely.
export type HostsState = {
	readonly marked: readonly string[];
	readonly open?: string;
	/** Tasks scrolled past on the open host. */
	readonly scroll: number;
};

export type HostsChange =
	| {readonly type: 'marked'; readonly host: string}
	| {readonly type: 'unmarked'}
	| {readonly type: 'opened'; readonly host: string}
	| {readonly type: 'scrolled'; readonly by: number; readonly most: number}
	| {readonly type: 'closed'};

export const initialHosts: HostsState = {marked: [], scroll: 0};

export const reduceHosts = (state: HostsState, change: HostsChange): HostsState => {
	switch (change.type) {
		case 'marked': {
			const {marked} = state;
			const others = marked.filter(host => host !== change.host);
			return {...state, marked: others.length < marked.length ? others : [...marked, change.host]};
		}
		case 'unmarked':
			return {...state, marked: []};
		case 'opened':
			return {...state, open: change.host, scroll: 0};
		case 'scrolled':
			return {...state, scroll: Math.max(0, Math.min(state.scroll + change.by, change.most))};
		case 'closed': {
			const {open: _, ...rest} = state;
			return {...rest, scroll: 0};
		}
	}
};
