// Gives what the mouse did to the innermost box under it that answers. While it is off, nothing is looked at or measured.
import type {DOMElement} from 'ink';
import {createMouseReader, type MouseEvent, type MouseReader} from './mouse-input.ts';

export type Answers = {
	/** Which of the box's own children was clicked, counted from 0; -1 when it was none of them. */
	readonly click?: (child: number) => unknown;
	/** So many lines down; negative: up. */
	readonly wheel?: (lines: number) => unknown;
};

type Box = {readonly current: DOMElement | null};

type Live = {
	/** In which all others lie. */
	readonly root: Box;
	/** Tells the terminal to report the mouse, or not to. */
	readonly report: (on: boolean) => void;
	readonly read: MouseReader;
};

export type Mouse = {
	readonly open: (box: Box, answers: () => Answers) => () => void;
	/** From now on, until what it returns is called. */
	readonly switchOn: (root: Box, report: (on: boolean) => void) => () => void;
	/** Lets a terminal that others have alone meanwhile. */
	readonly resting: <Result>(work: () => Promise<Result>) => Promise<Result>;
	readonly read: MouseReader;
	readonly happened: (event: MouseEvent) => void;
};

/** The boxes at a place, the innermost first. Later ones lie on top, as they are drawn; what sticks out of a box is not looked for. */
export const boxesAt = (node: DOMElement, x: number, y: number): readonly DOMElement[] => {
	const {yogaNode} = node;
	if (!yogaNode) return [];
	const left = x - yogaNode.getComputedLeft();
	const top = y - yogaNode.getComputedTop();
	if (left < 0 || top < 0 || left >= yogaNode.getComputedWidth() || top >= yogaNode.getComputedHeight()) return [];
	for (const child of node.childNodes.toReversed()) {
		const inside = child.nodeName === '#text' ? [] : boxesAt(child, left, top);
		if (inside.length > 0) return [...inside, node];
	}
	return [node];
};

/** `inTurn` does a work after the keys that were pressed before it. */
export const createMouse = (inTurn: (work: () => unknown) => void): Mouse => {
	const opened = new Set<{readonly box: Box; readonly answers: () => Answers}>();
	let live: Live | undefined;
	const answer = (event: MouseEvent): unknown => {
		const root = live?.root.current;
		if (!root) return undefined;
		const path = boxesAt(root, event.x, event.y);
		for (const [index, node] of path.entries()) {
			const {click, wheel} = [...opened].find(({box}) => box.current === node)?.answers() ?? {};
			if (event.kind === 'wheel' && wheel) return wheel(event.by);
			if (event.kind === 'click' && click)
				return click(node.childNodes.findIndex(child => child === path[index - 1]));
		}
		return undefined;
	};
	return {
		open: (box, answers) => {
			const one = {box, answers};
			opened.add(one);
			return () => void opened.delete(one);
		},
		switchOn: (root, report) => {
			live = {root, report, read: createMouseReader()};
			report(true);
			return () => {
				live = undefined;
				report(false);
			};
		},
		resting: async work => {
			live?.report(false);
			try {
				return await work();
			} finally {
				live?.report(true);
			}
		},
		read: chunk => live?.read(chunk) ?? [chunk],
		happened: event => inTurn(() => answer(event)),
	};
};
