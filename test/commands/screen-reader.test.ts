import {afterEach, expect, test, vi} from 'vitest';
import {screenReaderOf} from '../../source/commands/screen-reader.ts';
import {ownHome} from '../helpers/own-home.ts';

ownHome();
afterEach(() => vi.unstubAllEnvs());

test('What was said last holds until something else is said', async () => {
	expect(await screenReaderOf(undefined)).toBe(false);
	expect(await screenReaderOf(true)).toBe(true);
	expect(await screenReaderOf(undefined)).toBe(true);
	expect(await screenReaderOf(false)).toBe(false);
	expect(await screenReaderOf(undefined)).toBe(false);
});

test('Ink’s own variable counts where nothing was ever said', async () => {
	vi.stubEnv('INK_SCREEN_READER', 'true');
	expect(await screenReaderOf(undefined)).toBe(true);
	await screenReaderOf(false);
	expect(await screenReaderOf(undefined)).toBe(false);
});
