// What the screen of findings is doing.

/** The remedy that is to be confirmed, and how often it was. */
export type AskedCure = {readonly finding: string; readonly remedy: string; readonly times: number};

export type FindingsState = {
	readonly looking: boolean;
	readonly asked?: AskedCure;
};

export type FindingsChange =
	| {readonly type: 'looking'; readonly now: boolean}
	| {readonly type: 'asked'; readonly finding: string; readonly remedy: string}
	| {readonly type: 'confirmed'}
	| {readonly type: 'declined'};

export const initialFindings: FindingsState = {looking: false};

export const reduceFindings = (state: FindingsState, change: FindingsChange): FindingsState => {
	const {asked, ...rest} = state;
	switch (change.type) {
		case 'looking':
			return {...state, looking: change.now};
		case 'asked':
			return {...state, asked: {finding: change.finding, remedy: change.remedy, times: 0}};
		case 'confirmed':
			return asked ? {...state, asked: {...asked, times: asked.times + 1}} : state;
		case 'declined':
			return rest;
	}
};
