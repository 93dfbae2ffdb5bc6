import {expect, test} from 'vitest';
import {fetchTrue} from '../../steps/fetch-true.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';

const url = 'https://files.example/manifest.yaml';

const fetched = (sum: string, curl = 'true') =>
	runWithPrograms(
		{curl, sha256sum: 'echo "0123abcd  x"', rm: 'echo "removed $*"'},
		`${fetchTrue.bash}\nfetch ${url} /tmp/file "${sum}" 'name another mirror'`,
	);

test('A file that is what it should be is taken without a word', () => {
	expect(fetched('0123abcd')).toEqual({exit: 0, output: ''});
});

test('A file that is another one is removed and named, with the way out', () => {
	expect(fetched('4567')).toEqual({
		exit: 1,
		output: `removed -f /tmp/file\n${url} has checksum 0123abcd and should have 4567: nothing was installed; name another mirror.\n`,
	});
});

test('Where nobody knows what it should be, its checksum is shown', () => {
	expect(fetched('')).toEqual({
		exit: 0,
		output: `${url} has checksum 0123abcd, and there is none to compare it with.\n`,
	});
});

test('A file that does not come is named, with the way out', () => {
	expect(fetched('4567', 'return 22')).toEqual({
		exit: 1,
		output: `${url} cannot be fetched from this host: name another mirror.\n`,
	});
});
