// How a script on a host talks back: `mark kind field… length`, a newline, then so many bytes, which may be anything.
// The mark is random for each round trip, so that neither a login banner nor a command's output is taken for a frame.
import {randomBytes} from 'node:crypto';

export type Frame = {
	readonly kind: string;
	readonly fields: readonly string[];
	/** Where in all of the frame's bytes these begin; not 0 in the later parts of a long frame. */
	readonly at: number;
	readonly bytes: Buffer;
};

export const newMark = (): string => `kw-${randomBytes(16).toString('hex')}`;

/** What every script that travels to a host begins with. */
export const preamble = (mark: string): string => String.raw`
mark=${mark}
LC_ALL=C LANG=C PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=${'${HOME:-/root}'}
export LC_ALL LANG PATH HOME
unset LANGUAGE
umask 077
ulimit -c 0 2>/dev/null
cd "$HOME" 2>/dev/null || cd /
say() { printf '\n%s %s\n' "$mark" "$*"; }
tell() { say "$1" "${'${#2}'}"; printf %s "$2"; }
send() {
	say "$1" "$2" "$5"
	if [ "$4" -eq 0 ]; then head -c "$5" "$3"; else tail -c "+$(($4 + 1))" "$3" | head -c "$5"; fi
}
size() { set -- $(wc -c < "$1"); echo "$1"; }`;

const begin = '\nmain() {\n';
const seam = '\n# The end of what a kept shell knows from now on.\n';

/**
 * A script that was cut off on its way does nothing: a shell runs a function only once it has read all of it. In a
 * subshell, because the shell may be kept for another script. `libraries` are functions and texts that the body needs and
 * that are the same each time; they may not contain what the body begins with.
 */
export const whole = (body: string, ...libraries: readonly string[]): string =>
	`${libraries.map(library => library + seam).join('')}${begin}${body}\n}\n( main ) </dev/null\n`;

/** What `whole` has put together; any other script has no libraries. */
export const takeApart = (script: string): {readonly libraries: readonly string[]; readonly rest: string} => {
	const at = Math.max(0, script.indexOf(begin));
	return {libraries: script.slice(0, at).split(seam).slice(0, -1), rest: script.slice(at)};
};

/** Text for a here-document, under an end that is not in it. */
export const hereText = (text: string, mark: string): string => `<<'${mark}-end'\n${text}\n${mark}-end`;

const newline = 0x0a;

/** A frame's bytes up to this many come at once; longer ones in parts, as they arrive. */
const longestWhole = 65_536;

/** Reads frames from chunks cut anywhere; what is between frames is not ours and is left out. */
export const createFrames = (mark: string, onFrame: (frame: Frame) => void): ((chunk: Buffer) => void) => {
	const start = Buffer.from(`${mark} `);
	let waiting: Buffer[] = [];
	let have = 0;
	/** The frame whose bytes come now, and how many of them came already. */
	let open:
		| {readonly kind: string; readonly fields: readonly string[]; readonly length: number; at: number}
		| undefined;
	const together = (): Buffer => (waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting));
	const keep = (bytes: Buffer): void => {
		waiting = bytes.length === 0 ? [] : [bytes];
		have = bytes.length;
	};
	/** False when more has to come before a frame begins. */
	const begin = (): boolean => {
		const all = together();
		const at = all.indexOf(start);
		const end = at < 0 ? -1 : all.indexOf(newline, at);
		if (end < 0) {
			keep(at < 0 ? all.subarray(Math.max(0, all.length - start.length)) : all);
			return false;
		}
		const [kind = '', ...fields] = all.toString('latin1', at + start.length, end).split(' ');
		open = {kind, fields, length: Number(fields.pop() ?? 0), at: 0};
		keep(all.subarray(end + 1));
		return true;
	};
	/** False when more has to come. */
	const take = (): boolean => {
		if (!open) return have > 0 && begin();
		const {kind, fields, length, at} = open;
		const left = length - at;
		if (have < left && (length <= longestWhole || have === 0)) return false;
		const all = together();
		const bytes = all.subarray(0, left);
		open.at += bytes.length;
		if (open.at === length) open = undefined;
		keep(all.subarray(bytes.length));
		onFrame({kind, fields, at, bytes});
		return true;
	};
	return chunk => {
		waiting.push(chunk);
		have += chunk.length;
		while (take());
	};
};
