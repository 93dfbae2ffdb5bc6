// 60 checks on a host: kubewalk's survey beside one `ssh host true` to the same hosts at once, and beside
// `ansible-playbook --check` with the same checks. Run: npm run bench:survey [-- --without-ansible]
// Needs root, and sshd and ansible from the distribution. Eight hosts share this machine's CPUs; one alone has them as a
// real host has its own.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {stopHosts} from '../test/hosts/namespaces.ts';
import {contest, machine, print, type Contestant} from './contest.ts';
import {countCpu} from './cpu.ts';
import {bookOf, engineOn, enter, taskOf} from './eight-hosts.ts';

type Kind = (number: number) => string;

/** What a shell answers by itself. */
const plain: readonly Kind[] = [
	n => `[ -e /etc/hosts ] && [ ! -e /etc/missing-${n} ]`,
	n => `[ -r /proc/sys/net/ipv4/ip_forward ] && [ ${n} -gt 0 ]`,
	n => `read -r kind < /proc/sys/kernel/ostype && [ "$kind" = Linux ] && [ ${n} -gt 0 ]`,
	n => `command -v bash > /dev/null && [ ${n} -gt 0 ]`,
	n => `[ -d /etc/ssh ] && [ -x /usr/sbin/sshd ] && [ ${n} -gt 0 ]`,
	n => `[ -w /etc/passwd ] && [ ! -L /etc/passwd ] && [ ${n} -gt 0 ]`,
];
/** What takes one to three programs. */
const programs: readonly Kind[] = [
	n => `grep -q '^root:' /etc/passwd && [ ${n} -gt 0 ]`,
	n => `[ "$(stat -c %U /etc/passwd)" = root ] && [ ${n} -gt 0 ]`,
	n => `awk '$2 == "/proc" {found = 1} END {exit !found}' /proc/mounts && [ ${n} -gt 0 ]`,
	n => `[ "$(id -u)" = 0 ] && [ ${n} -gt 0 ]`,
	n => `df -P / | tail -n 1 | grep -q / && [ ${n} -gt 0 ]`,
	n => `uname -r | grep -q . && [ ${n} -gt 0 ]`,
];

const checksOf = (kinds: readonly Kind[]): readonly string[] =>
	Array.from({length: 60}, (_, index) => kinds[index % kinds.length]!(index + 1));

/** A shell module does not run under --check unless it is told to. */
const playbookOf = (checks: readonly string[]): string =>
	checks
		.map(check => `    - shell: ${JSON.stringify(check)}\n      check_mode: false\n      changed_when: false\n`)
		.join('');

const scenes = [
	{name: 'checks that a shell answers', kinds: plain, hosts: 8, delay: 0, ansible: true},
	{name: 'checks that a shell answers', kinds: plain, hosts: 8, delay: 20, ansible: true},
	{name: 'checks that a shell answers', kinds: plain, hosts: 1, delay: 0, ansible: false},
	{name: 'checks of one to three programs', kinds: programs, hosts: 8, delay: 0, ansible: false},
	{name: 'checks of one to three programs', kinds: programs, hosts: 1, delay: 20, ansible: false},
] as const;

const cpu = countCpu();
const script = join(mkdtempSync(join(tmpdir(), 'kwb-')), 'checks.sh');
console.log(`Hosts share ${machine()}`);
for (const {name, kinds, hosts, delay, ansible} of scenes) {
	const field = await enter(hosts, delay);
	const checks = checksOf(kinds);
	writeFileSync(script, `${checks.join('\n')}\n`);
	const book = bookOf(
		checks.map((check, index) => taskOf(`check-${index}`, check, 'false')),
		10,
	);
	const engine = engineOn(field, book, 'bench');
	const survey = async (): Promise<void> => {
		const answers = await engine.survey();
		const wrong = answers.filter(({answer}) => answer !== 'yes');
		if (answers.length !== 60 * hosts || wrong.length > 0) throw new Error(`Not so: ${JSON.stringify(wrong[0])}`);
	};
	const withAnsible = ansible && !process.argv.includes('--without-ansible');
	const contestants: readonly Contestant[] = [
		{name: 'ssh host true', rounds: 15, run: () => field.raw(ssh => `${ssh} true`)},
		{name: 'ssh host sh < the checks', rounds: 15, run: () => field.raw(ssh => `${ssh} sh < ${script}`)},
		{name: 'kubewalk survey', rounds: 15, run: survey},
		...(withAnsible
			? [{name: 'ansible-playbook --check', rounds: 1, run: () => field.ansible(playbookOf(checks), '--check')}]
			: []),
	];
	console.log(
		`60 ${name}, ${hosts} host${hosts > 1 ? 's' : ''}, ${delay === 0 ? 'no delay' : `${delay} ms each way`}`,
	);
	const [raw, bare, own, other] = print(contestants, await contest(contestants, cpu));
	console.log(`  survey / ssh host true   ${(own!.seconds / raw!.seconds).toFixed(2)}x (goal: at most 2x)`);
	console.log(
		`  survey / the bare checks ${(own!.seconds / bare!.seconds).toFixed(2)}x (they share one shell, and none has a time limit)`,
	);
	if (other)
		console.log(`  ansible / survey         ${(other.seconds / own!.seconds).toFixed(0)}x (goal: at least 10x)`);
	await field.leave();
}
rmSync(dirname(script), {recursive: true});
stopHosts();
