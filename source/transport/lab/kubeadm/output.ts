// What kubeadm prints, and how it ends: the words around an error changed in 1.34.
import {klogLine} from '../klog.ts';
import type {CommandResult} from '../command.ts';

export type Output = {
	readonly minor: number;
	/** A line on standard output. */
	readonly print: (line: string) => void;
	/** A line on standard error: warnings, klog. */
	readonly warn: (line: string) => void;
	readonly result: (exit: number) => CommandResult;
};

export const output = (minor: number): Output => {
	const said = {stdout: '', stderr: ''};
	return {
		minor,
		print: line => void (said.stdout += `${line}\n`),
		warn: line => void (said.stderr += `${line}\n`),
		result: exit => ({...said, exit}),
	};
};

/** Ends the command; `phase` is the one it happened in. */
export class Stop extends Error {
	readonly phase: string | undefined;
	readonly exit: number;
	/** Printed before the error itself. */
	readonly before: readonly string[];
	constructor(message: string, phase?: string, exit = 1, before: readonly string[] = []) {
		super(message);
		this.phase = phase;
		this.exit = exit;
		this.before = before;
	}
}

export const ended = (out: Output, stop: Stop): CommandResult => {
	for (const line of stop.before) out.warn(line);
	const where = stop.phase === undefined ? '' : `error execution phase ${stop.phase}: `;
	out.warn(`${out.minor >= 34 ? 'error: ' : ''}${where}${stop.message}`);
	out.warn('To see the stack trace of this error execute with --v=5 or higher');
	return out.result(stop.exit);
};

/** A line as klog writes it. */
export const klog = (now: number, level: 'I' | 'W' | 'E', where: string, text: string): string =>
	klogLine(level, now, 2000 + (((now / 1000) % 9000) | 0), where, text);

/** Go's way of printing a duration: 26.066920 seconds, 4m0.000412s. */
export const took = (milliseconds: number, seed = 417_293): string => {
	const nanos = (milliseconds * 7919 + seed) % 1_000_000;
	if (milliseconds < 1000) return `${milliseconds}.${String(nanos).padStart(6, '0')}ms`;
	const minutes = Math.floor(milliseconds / 60_000);
	const rest = (milliseconds % 60_000) / 1000;
	const whole = Math.floor(rest);
	const part = `${String(Math.round((rest - whole) * 1000)).padStart(3, '0')}${String(nanos).padStart(6, '0')}`;
	return `${minutes > 0 ? `${minutes}m` : ''}${whole}.${part}s`;
};
