// 30 small changing tasks on 8 hosts: kubewalk, with a check before and a verification after each, beside a loop of ssh per
// host that runs the 30 commands and asks nothing, and beside ansible-playbook. Run: npm run bench:run [-- --without-ansible]
// Needs root, and sshd and ansible from the distribution. Eight hosts share this machine's CPUs; one alone has them as a
// real host has its own.
import {stopHosts} from '../test/hosts/namespaces.ts';
import {contest, machine, print, type Contestant} from './contest.ts';
import {countCpu} from './cpu.ts';
import {bookOf, engineOn, enter, taskOf} from './eight-hosts.ts';

const place = '/var/tmp/bench';
const numbers = Array.from({length: 30}, (_, index) => index + 1);
const fileOf = (number: number): string => `${place}/${number}.conf`;
const change = (number: number): string => `mkdir -p ${place}; echo value-${number} > ${fileOf(number)}`;

/** Six stages of five tasks, as books have them. */
const book = bookOf(
	numbers.map(number => taskOf(`task-${number}`, `[ -e ${fileOf(number)} ]`, change(number))),
	5,
);

const playbook = numbers
	.map(number => `    - shell: ${JSON.stringify(change(number))}\n      args: {creates: ${fileOf(number)}}\n`)
	.join('');

const cpu = countCpu();
let session = 0;
console.log(`Hosts share ${machine()}`);
for (const [hosts, delay] of [
	[8, 0],
	[8, 20],
	[1, 20],
] as const) {
	const field = await enter(hosts, delay);
	const prepare = async (): Promise<void> => {
		await Promise.all(field.places.map(({host}) => host.exec(`rm -rf ${place} /var/lib/kubewalk/jobs/bench-*`)));
	};
	const run = async (): Promise<void> => {
		const outcome = await engineOn(field, book, `bench-${(session += 1)}`).start();
		if (outcome !== 'done') throw new Error(`The run ended with ${outcome}.`);
	};
	const contestants: readonly Contestant[] = [
		{
			name: 'a loop of ssh',
			rounds: 9,
			prepare,
			run: () => field.raw(ssh => numbers.map(number => `${ssh} '${change(number)}'`).join(' && ')),
		},
		{name: 'kubewalk run', rounds: 9, prepare, run},
		...(hosts === 1 || process.argv.includes('--without-ansible')
			? []
			: [{name: 'ansible-playbook', rounds: 1, prepare, run: () => field.ansible(playbook)}]),
	];
	console.log(`30 tasks, ${hosts} host${hosts > 1 ? 's' : ''}, ${delay === 0 ? 'no delay' : `${delay} ms each way`}`);
	const [raw, own, other] = print(contestants, await contest(contestants, cpu));
	console.log(`  kubewalk / loop of ssh   ${(own!.seconds / raw!.seconds).toFixed(2)}x (goal: at most 2.5x)`);
	if (other)
		console.log(`  ansible / kubewalk       ${(other.seconds / own!.seconds).toFixed(1)}x (goal: at least 4x)`);
	await field.leave();
}
stopHosts();
