import {expect, test} from 'vitest';
import {dotted, elements} from '../../../../source/transport/lab/cluster/read-der.ts';
import {oid, sequence, text} from '../../../../source/transport/lab/cluster/der.ts';

test('What was written is read again, one element behind the other, long ones too', () => {
	const long = 'a'.repeat(300);
	const [outer, ...rest] = elements(sequence(oid('2.5.29.17'), text(long)));
	const [type, value] = elements(outer!.body);

	expect(rest).toEqual([]);
	expect(dotted(type!.body)).toBe('2.5.29.17');
	expect(value!.body.toString()).toBe(long);
	expect(dotted(elements(oid('1.2.840.113549.1.9.14'))[0]!.body)).toBe('1.2.840.113549.1.9.14');
});

test('Bytes that end too early are no DER', () => {
	expect(() => elements(sequence(text('kubelet')).subarray(0, 5))).toThrow(RangeError);
	expect(() => elements(Buffer.from([0x30]))).toThrow(RangeError);
});
