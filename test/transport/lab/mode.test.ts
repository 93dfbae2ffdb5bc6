import {expect, test} from 'vitest';
import {modeFrom} from '../../../source/transport/lab/mode.ts';

test('Modes are read in octal and in letters', () => {
	expect(modeFrom('600', 0)).toBe(0o600);
	expect(modeFrom('u=rw,go=', 0o755)).toBe(0o600);
	expect(modeFrom('a+x', 0o644)).toBe(0o755);
	expect(modeFrom('g-w', 0o664)).toBe(0o644);
	expect(modeFrom('+x', 0o644)).toBe(0o755);
});

test('What is no mode is none', () => {
	expect(modeFrom('9', 0)).toBeUndefined();
	expect(modeFrom('u!r', 0)).toBeUndefined();
});
