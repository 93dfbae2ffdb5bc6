import {writeFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {rootHere} from '../../source/commands/root-here.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {type Ask, nobody, type Question} from '../../source/ui/doors.ts';
import {linesOf, makeWorkplace, never} from '../hosts/workplace.ts';

const programs = makeWorkplace();
const host = {name: 'l1', address: '10.77.0.31', role: 'worker'};
const tried = join(programs, 'tried');

/** A `sudo` that keeps what it was given, takes one password, and never lets in without one. */
const sudo = `#!/bin/sh
case " $* " in *" -n "*) echo "sudo: a password is required" >&2; exit 1 ;; esac
IFS= read -r given
echo "$given" >> ${tried}
[ "$given" = right ] || { echo "Sorry, try again." >&2; echo "sudo: 1 incorrect password attempt" >&2; exit 1; }
`;

beforeEach(() => {
	writeFileSync(join(programs, 'sudo'), sudo, {mode: 0o755});
	writeFileSync(tried, '');
	vi.stubEnv('PATH', `${programs}:${process.env['PATH']}`);
	vi.spyOn(process, 'getuid').mockReturnValue(1000);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});

const enter = async (answers: readonly Awaited<ReturnType<Ask>>[], known: readonly string[] = []) => {
	const asked: Question[] = [];
	const ask: Ask = async question => answers[asked.push(question) - 1];
	return {result: await rootHere({host, ask, texts: textsOf('en'), until: never, known}), asked};
};

test('The password is asked for until sudo takes it, and three times at most', async () => {
	const {result, asked} = await enter(['wrong', 'right']);
	const {username} = userInfo();
	const stays = 'Tried on the other hosts too; kept in memory only, until kubewalk ends.';
	expect(result).toEqual({password: 'right'});
	expect(asked).toEqual([
		{kind: 'secret', title: `Password of ${username} for sudo on l1`, lines: [stays]},
		{kind: 'secret', title: `Password of ${username} for sudo on l1`, lines: ['l1 did not accept it.', stays]},
	]);

	const never = await enter(['a', 'b', 'c', 'd']);
	expect(never.asked).toHaveLength(3);
	expect(never.result).toEqual({problem: expect.stringMatching(/No password for sudo was given .* on l1/)});
	expect(linesOf(tried)).toEqual(['wrong', 'right', 'a', 'b', 'c']);
});

test('What was typed for another host is tried first, once', async () => {
	expect(await enter([], ['right'])).toEqual({result: {password: 'right'}, asked: []});
	const {result, asked} = await enter(['right'], ['other', 'another']);
	expect(result).toEqual({password: 'right'});
	expect(asked).toHaveLength(1);
});

test('Where nobody is asked, or sudo needs no word, nothing is given', async () => {
	expect((await enter([nobody])).result).toEqual({});
	expect((await enter([undefined])).result).toHaveProperty('problem');
	writeFileSync(join(programs, 'sudo'), '#!/bin/sh\nexit 0\n', {mode: 0o755});
	expect(await enter([])).toEqual({result: {}, asked: []});
	vi.spyOn(process, 'getuid').mockReturnValue(0);
	expect(await enter([])).toEqual({result: {}, asked: []});
});
