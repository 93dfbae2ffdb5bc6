// Gives each key to the topmost open place that has a use for it, one at a time.
import {actionFor, keys, places, type Action, type Place} from './keys.ts';

export type Press = {
	/** 'return', 'up', 'ctrl+c', or the character. */
	readonly name: string;
	/** What it would type; empty for keys that type nothing. */
	readonly text: string;
};

type Layer = {
	/** One that returns a promise keeps the keys after it waiting until it is kept. */
	readonly handlers: Readonly<Partial<Record<Action, () => unknown>>>;
	/** Takes what is not an action of the place: letters, backspace, arrows in a text field. */
	readonly typed?: (press: Press) => void;
};

export type Keyboard = {
	readonly open: (place: Place, layer: () => Layer) => () => void;
	readonly press: (presses: readonly Press[]) => void;
	/** Does what the action's own key does now. */
	readonly act: (action: Action) => void;
	/** Does something else after the keys that were pressed before it. */
	readonly inTurn: (work: () => unknown) => void;
	readonly paste: (text: string) => void;
};

type Open = {readonly place: Place; readonly layer: () => Layer};

/** True when the key was used, or swallowed. */
const offer = async ({place, layer}: Open, press: Press): Promise<boolean> => {
	const {handlers, typed} = layer();
	const action = actionFor(place, press.name);
	const handler = action && handlers[action];
	if (handler) {
		await handler();
		return true;
	}
	typed?.(press);
	return places[place].alone;
};

export const createKeyboard = (): Keyboard => {
	let layers: readonly Open[] = [];
	const waiting: (() => unknown)[] = [];
	let delivering = false;

	// A held key or a fast typist brings several keys in one go. What the first one changes has to be on screen before
	// the second one is read, or Enter would choose what was selected before: React draws in a microtask.
	const deliver = async (): Promise<void> => {
		if (delivering) return;
		delivering = true;
		try {
			for (let work = waiting.shift(); work; work = waiting.shift()) {
				await work();
				for (let turn = 0; turn < 4; turn++) await Promise.resolve();
			}
		} finally {
			delivering = false;
		}
	};

	const inTurn = (...works: readonly (() => unknown)[]): void => {
		waiting.push(...works);
		void deliver();
	};

	const toLayers = async (press: Press): Promise<void> => {
		for (const layer of layers) if (await offer(layer, press)) break;
	};

	const press = (presses: readonly Press[]): void => inTurn(...presses.map(one => () => toLayers(one)));

	return {
		open: (place, layer) => {
			const opened = {place, layer};
			layers = [opened, ...layers].toSorted((one, other) => places[other.place].level - places[one.place].level);
			return () => {
				layers = layers.filter(one => one !== opened);
			};
		},
		press,
		act: action => press([{name: keys[action].press[0], text: ''}]),
		inTurn,
		// Pasted text is never a command: it goes into an open text field, or nowhere.
		paste: text => press([{name: 'paste', text}]),
	};
};
