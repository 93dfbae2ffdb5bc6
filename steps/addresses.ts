// IP addresses and subnets as numbers, IPv4 and IPv6 alike.

export type Address = {readonly family: 4 | 6; readonly bits: bigint};
export type Subnet = {readonly address: Address; readonly prefix: number};

const bitsOf = {4: 32, 6: 128} as const;

const parseV4 = (text: string): bigint | undefined => {
	const parts = text.split('.');
	// Leading zeros are octal for some programs and decimal for others: nobody may write them.
	if (parts.length !== 4 || !parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
		return undefined;
	return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
};

const parseGroups = (text: string): readonly bigint[] | undefined => {
	const groups = text === '' ? [] : text.split(':');
	return groups.every(group => /^[\da-f]{1,4}$/i.test(group)) ? groups.map(group => BigInt(`0x${group}`)) : undefined;
};

const parseV6 = (text: string): bigint | undefined => {
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const [head, tail] = halves.map(parseGroups);
	if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
	const missing = 8 - head.length - (tail?.length ?? 0);
	if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
	const groups = [...head, ...Array.from({length: missing}, () => 0n), ...(tail ?? [])];
	return groups.reduce((bits, group) => bits * 65_536n + group, 0n);
};

export const parseAddress = (text: string): Address | undefined => {
	const four = parseV4(text);
	if (four !== undefined) return {family: 4, bits: four};
	const six = parseV6(text);
	return six === undefined ? undefined : {family: 6, bits: six};
};

const formatV6 = (bits: bigint): string => {
	const groups = Array.from({length: 8}, (_, index) => ((bits >> BigInt(112 - index * 16)) & 0xffffn).toString(16));
	const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(run => run[0]);
	const longest = runs.toSorted((one, other) => other.length - one.length)[0];
	if (longest === undefined) return groups.join(':');
	const whole = groups.join(':');
	const at = whole.indexOf(longest);
	return `${whole.slice(0, at)}::${whole.slice(at + longest.length).replace(/^:/, '')}`;
};

export const formatAddress = ({family, bits}: Address): string =>
	family === 6 ? formatV6(bits) : [24n, 16n, 8n, 0n].map(shift => (bits >> shift) & 255n).join('.');

/** "10.244.0.0/16"; undefined when it is none. Host bits may be set: `networkOf` clears them. */
export const parseSubnet = (text: string): Subnet | undefined => {
	const [, written, length] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
	const address = parseAddress(written ?? '');
	if (address === undefined || Number(length) > bitsOf[address.family]) return undefined;
	return {address, prefix: Number(length)};
};

const rest = ({address, prefix}: Subnet): bigint => BigInt(bitsOf[address.family] - prefix);

export const networkOf = (subnet: Subnet): Subnet => {
	const {address, prefix} = subnet;
	return {address: {...address, bits: (address.bits >> rest(subnet)) << rest(subnet)}, prefix};
};

export const formatSubnet = ({address, prefix}: Subnet): string => `${formatAddress(address)}/${prefix}`;

export const contains = (subnet: Subnet, address: Address): boolean =>
	subnet.address.family === address.family && subnet.address.bits >> rest(subnet) === address.bits >> rest(subnet);

export const overlap = (one: Subnet, other: Subnet): boolean => {
	const [wide, narrow] = one.prefix <= other.prefix ? [one, other] : [other, one];
	return contains(wide, narrow.address);
};
