// Which of two Debian versions is newer, by the rules of deb-version(7).

const order = (letter: string | undefined): number => {
	if (letter === undefined) return 0;
	if (letter === '~') return -1;
	return /[a-zA-Z]/.test(letter) ? letter.charCodeAt(0) : letter.charCodeAt(0) + 256;
};

const compareParts = (one: string, other: string): number => {
	let [a, b] = [one, other];
	while (a !== '' || b !== '') {
		const [wordA, wordB] = [/^\D*/.exec(a)![0], /^\D*/.exec(b)![0]];
		for (let index = 0; index < Math.max(wordA.length, wordB.length); index++) {
			const difference = order(wordA[index]) - order(wordB[index]);
			if (difference !== 0) return difference;
		}
		[a, b] = [a.slice(wordA.length), b.slice(wordB.length)];
		const [numberA, numberB] = [/^\d*/.exec(a)![0], /^\d*/.exec(b)![0]];
		const difference = Number(numberA) - Number(numberB);
		if (difference !== 0) return difference;
		[a, b] = [a.slice(numberA.length), b.slice(numberB.length)];
	}
	return 0;
};

const split = (version: string): readonly [number, string, string] => {
	const [, epoch, rest = ''] = /^(?:(\d+):)?(.*)$/.exec(version)!;
	const dash = rest.lastIndexOf('-');
	return [Number(epoch ?? 0), dash === -1 ? rest : rest.slice(0, dash), dash === -1 ? '' : rest.slice(dash + 1)];
};

export const compareVersions = (one: string, other: string): number => {
	const [epochA, upstreamA, revisionA] = split(one);
	const [epochB, upstreamB, revisionB] = split(other);
	return epochA - epochB || compareParts(upstreamA, upstreamB) || compareParts(revisionA, revisionB);
};
