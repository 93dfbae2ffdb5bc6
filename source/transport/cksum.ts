// The checksum of POSIX `cksum`, which every host has: a paste that lost a line or a tab on its way must not run.

const table = Uint32Array.from({length: 256}, (_, index) => {
	let value = index << 24;
	for (let bit = 0; bit < 8; bit++) value = value & 0x80_00_00_00 ? (value << 1) ^ 0x04_c1_1d_b7 : value << 1;
	return value;
});

/** As `cksum` prints it: `4038471504 75`, checksum and length in bytes. */
export const cksum = (text: string): string => {
	const bytes = Buffer.from(text);
	let sum = 0;
	const feed = (byte: number): void => {
		sum = (sum << 8) ^ table[((sum >>> 24) ^ byte) & 0xff]!;
	};
	for (const byte of bytes) feed(byte);
	for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) feed(length % 256);
	return `${~sum >>> 0} ${bytes.length}`;
};
