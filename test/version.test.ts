import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {version} from '../source/version.ts';

test('The version is the one in package.json', () => {
	expect(readFileSync('package.json', 'utf8')).toContain(`"version": "${version()}"`);
});
