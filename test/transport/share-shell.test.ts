import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {quote} from '../../source/engine/script.ts';
import {shareShell} from '../../source/transport/share-shell.ts';
import {books} from '../../steps/books.ts';
import {joinValues} from '../helpers/harmless.ts';
import {evilPlan, givenFor, labPlan} from '../helpers/plans.ts';
import {scriptsOf} from '../helpers/scripts.ts';

const sharing: readonly (readonly [question: string, variables: string])[] = [
	['true', ''],
	['[ -e /etc/hosts ] && [ ! -e /etc/missing ]', ''],
	[`grep -q '^root:' /etc/passwd`, ''],
	['[ "$(stat -c %U /etc/passwd 2>/dev/null)" = root ]', ''],
	[`awk '$2 == "/proc" {found = 1} END {exit !found}' /proc/mounts && [ 3 -gt 0 ]`, ''],
	['command -v bash >/dev/null || { echo "no bash" >&2; false; }', ''],
	['if ! [ -d /etc ]; then echo "none in ${HOME}"; false; fi', ''],
	['df -P / | tail -n 1 | grep -q /; uname -r < /etc/hosts > /dev/null 2>&1', ''],
	['! ls /nonexistent/*.conf 2>/dev/null \\\n | grep -q x', ''],
	['read -r kind rest < /proc/sys/kernel/ostype && [ "$kind" = Linux ]', 'kind rest'],
	['wrong=0\n# it\'s a remark\n[ -e /x ] || wrong=1\nexit "$wrong"', 'wrong'],
	[`space=$(df -Pk / | awk 'NR == 2 {print $4, $5}')\n[ "\${space% *}" -ge 0 ] || exit 1`, 'space'],
	[`for one in a b; do printf '%s\\n' "$one"; done | sort`, 'one'],
	['first=a second="$HOME" grep -q x /etc/hosts', 'first second'],
	// Nothing of it is run.
	['if true; then', ''],
];

const own: readonly (readonly [what: string, question: string])[] = [
	['sets a variable of the shell', 'PATH=/x'],
	['sets a variable of the shell by reading', 'IFS= read -r line < /etc/hosts'],
	['sets one whose name is not told', 'read < /etc/hosts'],
	['sets one of those that ask', 'kw_try=x'],
	['sets a list', 'left=(a b)'],
	['sets part of a list', 'left[1]=a'],
	['adds to a variable', 'left+=a'],
	['sets a variable that has none', ': "${left:=1}"'],
	['sets a variable by printing', 'printf -v left x'],
	['sets a variable by counting what it prints', "printf 'x%n' left"],
	['sets a variable by looking into one', "[ -v 'a[left=1]' ]"],
	['sets a variable by looking into one, in quotes', `[ "-"'v' 'a[left=1]' ]`],
	['sets a variable by counting', 'echo $((left = 1))'],
	['sets a list of the shell', '[[ abc =~ b ]]'],
	['changes the directory', 'true; cd /'],
	['changes the directory after a pipe', 'true |\ncd /'],
	['changes the directory behind a redirection', '2>/dev/null cd /'],
	['changes the directory behind a variable', 'left=1 cd /'],
	['changes the directory behind what is no remark', 'echo a#b; cd /'],
	['changes the directory by another name', 'builtin cd /'],
	['changes the directory in quotes', '"cd" /'],
	['changes the directory with a backslash', '\\cd /'],
	['changes the directory through a variable', 'left=cd; "$left" /'],
	['changes the directory when all else is true', 'if ! { cd /; }; then true; fi'],
	['changes the directory again and again', 'while true; do cd /; done'],
	['leaves a loop that may not be its own', 'break'],
	['changes an option', 'set -e'],
	['changes an option of bash', 'shopt -s nullglob'],
	['changes its descriptors', 'exec 3>&1'],
	['writes into a descriptor that is not its own', 'echo x >&4'],
	['writes a file', 'echo x > /dev/shm/left'],
	['makes a function', 'left() { true; }'],
	['sets a trap', "trap 'echo x' EXIT"],
	['kills its shell', 'kill -9 $$'],
	['reads a script', '. /etc/os-release'],
	['leaves a process behind', 'sleep 1000 & true'],
	['leaves a process behind in a substitution', '[ "$(sleep 1000 & echo on)" = on ]'],
	['leaves a process behind for a file', 'cat <(sleep 1000)'],
	['holds a list that looks over', `echo "$(case x in x) echo '"'; esac)"; cd /; echo '"'`],
	['holds a substitution in old style', 'echo "`cd /`"'],
	['holds a here-document', 'cat <<x\ncd /\nx'],
	['runs what it has made', 'eval true'],
	['waits', 'wait'],
];

test.each(sharing)('A question may share a shell, and its variables are known: %s', (question, variables) => {
	expect(shareShell(question)?.join(' ')).toBe(variables);
});

test.each(own)('A question has a shell of its own when it %s', (_, question) => {
	expect(shareShell(question)).toBeUndefined();
});

/** All that one question could leave behind for the next. */
const state = String.raw`kw_state() {
	set +o; shopt -p; alias -p; trap -p; declare -fp; ulimit -a; umask; pwd; jobs -p; dirs
	declare -p | /bin/grep -Ev ' (BASH_\w+|BASHPID|COLUMNS|EPOCH\w+|FUNCNAME|LINENO|LINES|PIPESTATUS|RANDOM|SECONDS|SRANDOM|_|kw_\w+)(=|$)'
	for kw_file in /proc/$$/fd/*; do /bin/readlink "$kw_file"; done | /bin/grep -v pipe:
}
kw_ask() { eval "$1" >/dev/null 2>&1 </dev/null; }
alias exit=return
shopt -s expand_aliases
`;

test('Whatever shares a shell, in the books too, leaves that shell as it was but for those variables', () => {
	const givens = [givenFor(labPlan, 'm1', joinValues), givenFor(evilPlan, evilPlan.hosts[0]!.name, joinValues)];
	const stages = books.flatMap(book => book.stages);
	const all = givens.flatMap(given => stages.flatMap(stage => scriptsOf(stage, given)));
	const checks = all.filter(({name}) => / (?:check|verify) on /.test(name)).map(({script}) => script);
	const questions = [...new Set([...sharing.map(([question]) => question), ...checks])];
	const asked = questions.flatMap(question => {
		const variables = shareShell(question);
		return variables ? [`kw_ask ${quote(question)}\nunset -v ${variables.join(' ')}\n`] : [];
	});
	const script = `${state}kw_before=$(kw_state)\n${asked.join('')}kw_after=$(kw_state)
		/usr/bin/diff <(echo "$kw_before") <(echo "$kw_after") && echo the same`;

	// None of the books' programs is there: only bash itself is looked at.
	const env = {PATH: '/nonexistent', HOME: '/'};
	const {stdout} = spawnSync('/bin/bash', ['-c', script], {encoding: 'utf8', env, timeout: 20_000});

	expect(stdout).toBe('the same\n');
	expect(asked.length).toBeGreaterThan(checks.length / 4);
});
