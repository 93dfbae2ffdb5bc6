// The mouse for those who like it: off until it is asked for, because a terminal that reports it selects no text by itself.
import {useApp, useStdout, type DOMElement} from 'ink';
import {useEffectEvent, useLayoutEffect, useRef, type RefObject} from 'react';
import {useUi} from './context.ts';
import type {Answers} from './mouse.ts';

/** Presses, releases and the wheel, but no movements; in SGR, where columns have no end and nothing looks like a key. */
export const reporting = (on: boolean): string => (on ? '\u001B[?1000h\u001B[?1006h' : '\u001B[?1006l\u001B[?1000l');

/** Listens to the mouse while it is switched on; used once, at the root, for whose box is the ref. */
export const useTerminalMouse = (on: boolean): RefObject<DOMElement | null> => {
	const {mouse} = useUi();
	const {stdout} = useStdout();
	const root = useRef<DOMElement>(null);
	useLayoutEffect(
		() => (on ? mouse.switchOn(root, reported => void stdout.write(reporting(reported))) : undefined),
		[on, mouse, stdout],
	);
	return root;
};

/** What the box that gets this ref answers to the mouse: what a key does, or a selection that keys make as well. */
export const useMouse = (answers: Answers): RefObject<DOMElement | null> => {
	const {mouse} = useUi();
	const box = useRef<DOMElement>(null);
	const current = useEffectEvent(() => answers);
	useLayoutEffect(() => mouse.open(box, () => current()), [mouse]);
	return box;
};

/** Hands the terminal over, and takes it back when the work is done. */
export const useSuspend = (): ((work: () => Promise<void>) => Promise<void>) => {
	const {mouse} = useUi();
	const {suspendTerminal} = useApp();
	return work => suspendTerminal(() => mouse.resting(work));
};
