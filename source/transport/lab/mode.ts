/** A mode as chmod and install read it: octal, or letters such as `u=rw,go=`. Undefined: nobody can read it. */
export const modeFrom = (text: string, before: number): number | undefined => {
	if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
	let mode = before;
	for (const clause of text.split(',')) {
		const match = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(clause);
		if (!match) return undefined;
		const who = match[1] === '' || match[1]!.includes('a') ? 'ugo' : match[1]!;
		let bits = 0;
		for (const letter of match[3]!) bits |= {r: 4, w: 2, x: 1, X: 1}[letter] ?? 0;
		for (const letter of who) {
			const shift = {u: 6, g: 3, o: 0}[letter] ?? 0;
			if (match[2] === '+') mode |= bits << shift;
			else if (match[2] === '-') mode &= ~(bits << shift);
			else mode = (mode & ~(7 << shift)) | (bits << shift);
		}
	}
	return mode;
};
