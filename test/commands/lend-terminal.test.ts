import {expect, test, vi} from 'vitest';
import {ownHome} from '../helpers/own-home.ts';
import {hasTerminal, startInTerminal} from '../helpers/terminal.ts';

const home = ownHome();

test.skipIf(!hasTerminal)(
	'A shell on a host has the terminal to itself, and afterwards every key is the screen’s again (skipped without `script`)',
	async () => {
		const {press, until, text, ended} = startInTerminal(['walk', '--lab', '--lang', 'en'], home());
		await until('run to the end');
		press('4');
		await until('not asked yet');
		press('js');
		await until('root@m2:~#');
		press('echo "this is $(hostname)"\r');
		await until('this is m2');
		press('exit\r');
		await vi.waitFor(() => expect(text().split('Enter look closer').length).toBeGreaterThan(2), {timeout: 30_000});
		press('q');

		expect((await ended).code).toBe(4);
	},
	60_000,
);
