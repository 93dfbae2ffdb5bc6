import {expect, test} from 'vitest';
import {
	bits,
	element,
	integer,
	nothing,
	octets,
	oid,
	sequence,
	set,
	text,
	time,
	truth,
} from '../../../../source/transport/lab/cluster/der.ts';

test('Lengths above 127 take more bytes', () => {
	expect(element(0x04, Buffer.alloc(5)).subarray(0, 2)).toEqual(Buffer.from([4, 5]));
	expect(element(0x04, Buffer.alloc(300)).subarray(0, 4)).toEqual(Buffer.from([4, 0x82, 1, 44]));
});

test('An integer whose first bit is set stays positive', () => {
	expect(integer(Buffer.from([0x80]))).toEqual(Buffer.from([2, 2, 0, 0x80]));
	expect(integer(2)).toEqual(Buffer.from([2, 1, 2]));
});

test('Object identifiers are written in base 128', () => {
	expect(oid('1.2.840.113549').toString('hex')).toBe('06062a864886f70d');
});

test('Years from 2050 on have four digits', () => {
	expect(time(Date.UTC(2049, 11, 31)).toString('latin1')).toContain('491231000000Z');
	expect(time(Date.UTC(2050, 0, 1)).toString('latin1')).toContain('20500101000000Z');
});

test('The other elements carry their tags', () => {
	expect(
		[sequence(), set(), octets(Buffer.alloc(0)), bits(Buffer.alloc(0)), text(''), truth(true), nothing].map(
			bytes => bytes[0],
		),
	).toEqual([0x30, 0x31, 4, 3, 12, 1, 5]);
});
