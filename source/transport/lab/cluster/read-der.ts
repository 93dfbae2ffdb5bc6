// Just enough to read DER again: what stands in a certificate request.

export type Element = {readonly tag: number; readonly body: Buffer; readonly raw: Buffer};

/** The elements that stand one behind the other. Throws where the bytes are no DER. */
export const elements = (bytes: Buffer): readonly Element[] => {
	const found: Element[] = [];
	for (let at = 0; at < bytes.length;) {
		const first = bytes[at + 1];
		if (first === undefined) throw new RangeError('An element ends before its length.');
		const digits = first < 128 ? 0 : first & 127;
		const length = digits === 0 ? first : bytes.readUIntBE(at + 2, digits);
		const start = at + 2 + digits;
		if (start + length > bytes.length) throw new RangeError('An element is longer than what holds it.');
		found.push({
			tag: bytes[at]!,
			body: bytes.subarray(start, start + length),
			raw: bytes.subarray(at, start + length),
		});
		at = start + length;
	}
	return found;
};

/** 2.5.29.17 */
export const dotted = (body: Buffer): string => {
	const [first = 0, ...rest] = body;
	const numbers = [Math.min(2, Math.floor(first / 40)), first - 40 * Math.min(2, Math.floor(first / 40))];
	let number = 0;
	for (const byte of rest) {
		number = number * 128 + (byte & 127);
		if (byte < 128) {
			numbers.push(number);
			number = 0;
		}
	}
	return numbers.join('.');
};
