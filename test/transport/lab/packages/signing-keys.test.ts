import {expect, test} from 'vitest';
import {keyOf} from '../../../../source/transport/lab/packages/signing-keys.ts';

test('A key belongs to the source it signs, and only a key is one', () => {
	const text = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n';

	expect(keyOf(text, 'https://pkgs.k8s.io/x')?.owner).toContain('isv:kubernetes');
	expect(new Date(keyOf(text, 'https://pkgs.k8s.io/x')!.expires!).toISOString()).toMatch(/^2026-12-29/);
	expect(keyOf(text, 'https://download.docker.com/linux/debian')?.expires).toBeUndefined();
	expect(keyOf('404 Not Found', 'https://pkgs.k8s.io/x')).toBeUndefined();
});
