// How a script on a host talks back: `mark kind field… length`, a newline, then so many bytes, which may be anything.
// The mark is random for each round trip, so that neither a login banner nor a command's output is taken for a frame.
import {randomBytes} from 'node:crypto';

export type Frame = {readonly kind: string; readonly fields: readonly string[]; readonly bytes: Buffer};

export const newMark = (): string => `kw-${randomBytes(16).toString('hex')}`;

/** What every script that travels to a host begins with. */
export const preamble = (mark: string): string => String.raw`
mark=${mark}
LC_ALL=C LANG=C PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=${'${HOME:-/root}'}
export LC_ALL LANG PATH HOME
unset LANGUAGE
umask 077
cd "$HOME" 2>/dev/null || cd /
say() { printf '\n%s %s\n' "$mark" "$*"; }
tell() { say "$1" "${'${#2}'}"; printf %s "$2"; }
send() { say "$1" "$2" "$5"; tail -c "+$(($4 + 1))" "$3" | head -c "$5"; }
size() { set -- $(wc -c < "$1"); echo "$1"; }`;

/**
 * A script that was cut off on its way does nothing: a shell runs a function only once it has read all of it. In a
 * subshell, because the shell may be kept for another script.
 */
export const whole = (body: string): string => `main() {\n${body}\n}\n( main ) </dev/null\n`;

/** Text for a here-document, under an end that is not in it. */
export const hereText = (text: string, mark: string): string => `<<'${mark}-end'\n${text}\n${mark}-end`;

const newline = 0x0a;

/** Reads frames from chunks cut anywhere; what is between frames is not ours and is left out. */
export const createFrames = (mark: string, onFrame: (frame: Frame) => void): ((chunk: Buffer) => void) => {
	const start = Buffer.from(`${mark} `);
	let rest: Buffer[] = [];
	let have = 0;
	let need = 0;
	/** False when more has to come before there is a frame. */
	const take = (): boolean => {
		if (have === 0 || have < need) return false;
		const all = rest.length === 1 ? rest[0]! : Buffer.concat(rest);
		rest = [all];
		const at = all.indexOf(start);
		if (at < 0) {
			rest = [all.subarray(Math.max(0, all.length - start.length))];
			have = rest[0]!.length;
			return false;
		}
		const end = all.indexOf(newline, at);
		if (end < 0) return false;
		const [kind = '', ...fields] = all.toString('latin1', at + start.length, end).split(' ');
		const length = Number(fields.pop() ?? 0);
		need = end + 1 + length;
		if (have < need) return false;
		rest = [all.subarray(need)];
		have -= need;
		need = 0;
		onFrame({kind, fields, bytes: all.subarray(end + 1, end + 1 + length)});
		return true;
	};
	return chunk => {
		rest.push(chunk);
		have += chunk.length;
		while (take());
	};
};
