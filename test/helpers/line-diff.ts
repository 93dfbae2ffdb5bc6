/** What to take out (-) and to put in (+) of lines to make one text of another, with the number of the first text's line. */
export const lineDiff = (one: string, other: string): string => {
	const [a, b] = [one.split('\n'), other.split('\n')];
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
	let end = 0;
	while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
	const [mine, theirs] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
	const longest = Array.from({length: mine.length + 1}, () => new Uint16Array(theirs.length + 1));
	for (let i = mine.length - 1; i >= 0; i -= 1)
		for (let j = theirs.length - 1; j >= 0; j -= 1)
			longest[i]![j] =
				mine[i] === theirs[j]
					? longest[i + 1]![j + 1]! + 1
					: Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
	const lines: string[] = [];
	let fresh = true;
	const say = (at: number, line: string): void => {
		if (fresh) lines.push(`@ ${start + at + 1}`);
		fresh = false;
		lines.push(line);
	};
	for (let [i, j] = [0, 0]; i < mine.length || j < theirs.length;) {
		if (i < mine.length && j < theirs.length && mine[i] === theirs[j]) {
			[i, j, fresh] = [i + 1, j + 1, true];
		} else if (j >= theirs.length || (i < mine.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
			say(i, `- ${mine[i]!}`);
			i += 1;
		} else {
			say(i, `+ ${theirs[j]!}`);
			j += 1;
		}
	}
	return lines.join('\n');
};
