// The same story on another cluster: other names, other addresses, another patch release, another order.

/** A small generator, so that a failure can be repeated. */
export const random = (seed: number): (() => number) => {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
};

export const shuffled = <Item>(items: readonly Item[], next: () => number): readonly Item[] =>
	items
		.map(item => ({item, at: next()}))
		.toSorted((one, other) => one.at - other.at)
		.map(({item}) => item);

/** Addresses that mean something on every cluster stay: loopback, link-local, any, and the usual ranges of services and pods. */
const fixed = /^(?:127\.|0\.|169\.254\.|255\.|10\.96\.|10\.244\.|224\.|1\.1\.1\.1|8\.8\.)/;

const address = /(?<![\d.v])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g;

/** Another address for each address, the same one for the same; those of one network stay together. */
const moveAddresses = (text: string, next: () => number): string => {
	const shift = 1 + Math.floor(next() * 90);
	return text.replace(address, found => {
		if (fixed.test(found)) return found;
		const [one, two, three, four] = found.split('.').map(Number);
		return [one, (two! + shift) % 256, three, four].join('.');
	});
};

const moveVersions = (text: string): string =>
	text.replace(
		/\bv1\.(\d{2})\.(\d{1,2})\b/g,
		(_, minor: string, patch: string) => `v1.${minor}.${Number(patch) + 1}`,
	);

/** Only names that are no ordinary word. */
const isName = (host: string): boolean => /\d/.test(host) && !/^\d+$/.test(host);

const renameHosts = (text: string, hosts: readonly string[]): string =>
	hosts.filter(isName).reduce((all, host, index) => {
		const pattern = new RegExp(
			String.raw`(?<![\w.-])${host.replaceAll('.', String.raw`\.`)}(?![\w]|-\w|\.\w)`,
			'g',
		);
		return all.replace(pattern, `srv-${String.fromCodePoint(97 + index)}7`);
	}, text);

export const changedText = (lines: readonly string[], hosts: readonly string[], seed: number): readonly string[] => {
	const next = random(seed);
	return renameHosts(moveVersions(moveAddresses(lines.join('\n'), next)), hosts).split('\n');
};
