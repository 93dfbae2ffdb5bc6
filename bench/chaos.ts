// The long form of the chaos test: kills, cut links, restarts of sshd and reboots during a book of thirty tasks on three
// hosts of namespaces. Run as root: node bench/chaos.ts [SEED]
import {campaign, type Round} from '../test/chaos/campaign.ts';
import {hasNamespaces, stopHosts, whereNamespaces} from '../test/hosts/namespaces.ts';

if (!hasNamespaces) throw new Error(`This cannot run here ${whereNamespaces}`);
const seed = Number(process.argv[2] ?? 1);
const walks = 5;
const disturbances = {kills: 200, cuts: 50, restarts: 20, reboots: 10};

const tell = (round: Round): void => {
	const {lives, seconds, ends, executed, spent, interrupted, repeats, renewed, events, left, wrong, said} = round;
	console.log(
		`${seconds.toFixed(0).padStart(5)} s  ${lives} lives, ended by themselves with ${ends.join(' ')}; ${executed} jobs ran, ` +
			`${spent} never began, ${interrupted} interrupted, ${repeats} run again, ${renewed} values renewed, ${events} events; ` +
			`left: ${Object.values(left).join(' ')}`,
	);
	const sentences = [...said].map(([sentence, times]) => `${times} times: ${sentence}`);
	for (const line of [...wrong.map(one => `WRONG: ${one}`), ...round.unreadable, ...sentences])
		console.log(`         ${line}`);
};

console.log(`seed ${seed}: ${JSON.stringify(disturbances)}`);
const {calm, rounds} = await campaign({...disturbances}, walks, {life: 1500, cut: 20_000, pause: 6000}, seed, tell);
stopHosts();
const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
const wrong = sum(round => round.wrong.length + round.unreadable.length);
console.log(`undisturbed run        ${calm.seconds.toFixed(0)} s`);
console.log(
	`books walked           ${rounds.length}, in ${sum(round => round.seconds).toFixed(0)} s and ${sum(round => round.lives)} lives`,
);
console.log(`jobs executed          ${sum(round => round.executed)}, each exactly once: ${wrong === 0 ? 'yes' : 'NO'}`);
console.log(
	`interrupted by reboots ${sum(round => round.interrupted)}, of which run again after their check ${sum(round => round.repeats)}`,
);
console.log(`journal unreadable     ${sum(round => round.unreadable.length)} times`);
console.log(`not as it must be      ${wrong}`);
process.exitCode = wrong === 0 ? 0 : 1;
