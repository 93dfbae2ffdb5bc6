// Just enough DER to write X.509 certificates: node:crypto signs and reads them, but does not make them.

const bytes = (...parts: readonly (Buffer | number)[]): Buffer =>
	Buffer.concat(parts.map(part => (typeof part === 'number' ? Buffer.from([part]) : part)));

const length = (size: number): Buffer => {
	if (size < 128) return Buffer.from([size]);
	const digits: number[] = [];
	for (let rest = size; rest > 0; rest >>= 8) digits.unshift(rest & 255);
	return Buffer.from([128 | digits.length, ...digits]);
};

export const element = (tag: number, ...content: readonly Buffer[]): Buffer => {
	const body = Buffer.concat(content);
	return bytes(tag, length(body.length), body);
};

export const sequence = (...content: readonly Buffer[]): Buffer => element(0x30, ...content);
export const set = (...content: readonly Buffer[]): Buffer => element(0x31, ...content);
export const octets = (content: Buffer): Buffer => element(0x04, content);
export const bits = (content: Buffer, unused = 0): Buffer => element(0x03, bytes(unused, content));
export const text = (value: string): Buffer => element(0x0c, Buffer.from(value));
export const truth = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 255 : 0]));
export const nothing = Buffer.from([0x05, 0x00]);

export const integer = (value: Buffer | number): Buffer => {
	const plain = typeof value === 'number' ? Buffer.from([value]) : value;
	return element(0x02, plain[0]! > 127 ? bytes(0, plain) : plain);
};

export const oid = (dotted: string): Buffer => {
	const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
	const body = rest.flatMap(part => {
		const digits = [part & 127];
		for (let more = part >> 7; more > 0; more >>= 7) digits.unshift((more & 127) | 128);
		return digits;
	});
	return element(0x06, Buffer.from([first * 40 + second, ...body]));
};

/** Two-digit years until 2049, as RFC 5280 wants it. */
export const time = (milliseconds: number): Buffer => {
	const digits = `${new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z`;
	return Number(digits.slice(0, 4)) < 2050
		? element(0x17, Buffer.from(digits.slice(2)))
		: element(0x18, Buffer.from(digits));
};
