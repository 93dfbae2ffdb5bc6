// What a host answered (questions.ts), read from its frames: codes first, then what each question said, where it said anything.
import type {Answer} from '../engine/declare.ts';
import {createText} from './bounded-text.ts';
import type {Frame} from './frames.ts';
import {readLight} from './light-questions.ts';

export type Reading = {
	readonly onFrame: (frame: Frame) => void;
	readonly begun: () => boolean;
	/** Undefined when the last frame has not come. */
	readonly answers: () => readonly Answer[] | undefined;
	/** Why the host could not ask at all. */
	readonly problem: () => string | undefined;
};

export const readAnswers = (count: number): Reading => {
	const parts = Array.from({length: count}, () => ({
		out: createText(),
		err: createText(),
		exit: 124,
		isLight: false,
	}));
	let state: 'waiting' | 'begun' | 'ended' = 'waiting';
	let problem: string | undefined;
	/** `1.7.err` is what the seventh question said on stderr. */
	const textOf = (file: string) => {
		const [, number, stream] = file.split('.');
		return parts[Number(number) - 1]?.[stream === 'err' ? 'err' : 'out'];
	};
	return {
		onFrame: ({kind, fields: [file = '', value], bytes}) => {
			if (kind === 'begin') state = 'begun';
			if (kind === 'end') state = 'ended';
			if (kind === 'problem') problem = bytes.toString();
			if (kind === 'codes') {
				for (const [index, code] of bytes.toString().split(' ').entries()) {
					const part = parts[index];
					if (!part) continue;
					part.isLight = code.endsWith('l');
					if (code !== 'l') part.exit = Number(code.replace('l', ''));
				}
			}
			if (kind === 'light') {
				for (const {number, exit, text} of readLight(bytes, value ?? '')) {
					const part = parts[number - 1];
					if (!part?.isLight) continue;
					if (exit !== undefined) part.exit = exit;
					part[file === 'err' ? 'err' : 'out'].add(text);
				}
			}
			if (kind === 'part') textOf(file)?.add(bytes);
			if (kind === 'cut') textOf(file)?.skip(Number(value));
		},
		begun: () => state !== 'waiting',
		answers: () =>
			state === 'ended'
				? parts.map(({exit, out, err}) => ({exit, stdout: out.text(), stderr: err.text()}))
				: undefined,
		problem: () => problem,
	};
};
