// Every fault of test/faults on simulated hosts: found first? cured? hosts and cluster otherwise as they were?
// Run: node bench/cure-faults.ts [LAB] [PART/PARTS] [TEXT…]
// LAB is one of test/helpers/fault-labs.ts; 2/4 every fourth fault, from the second on; TEXT only faults that hold it.
import {faults} from '../test/faults/all.ts';
import {faultLabs, isFor} from '../test/helpers/fault-labs.ts';
import {roundTrip, type RoundTrip} from '../test/helpers/round-trip.ts';
import {median} from './median.ts';

const given = process.argv.slice(2);
const isPart = (word: string): boolean => /^\d+\/\d+$/.test(word);
const [part = 1, parts = 1] = (given.find(isPart) ?? '1/1').split('/').map(Number);
const name = given.find(word => word in faultLabs) ?? Object.keys(faultLabs)[0]!;
const words = given.filter(word => !isPart(word) && word !== name);
const lab = faultLabs[name]!;
const chosen = faults
	.filter(fault => isFor(fault, lab))
	.filter(
		({finding, break: script}) => words.length === 0 || words.some(word => `${finding} ${script}`.includes(word)),
	)
	.filter((_, index) => index % parts === part - 1);

const say = ({found, cures, left, further, rounds}: RoundTrip): string =>
	[
		`found ${found.join(', ') || 'nothing'} (${further} further questions, ${rounds} ${rounds === 1 ? 'round' : 'rounds'})`,
		cures.join('; ') || 'no cure',
		`left ${left.join(', ') || 'nothing'}`,
	].join('; ');

let good = 0;
const asked: number[] = [];
for (const fault of chosen) {
	try {
		const trip = await roundTrip(fault, lab);
		asked.push(trip.further);
		const ok = trip.found[0] === fault.finding && trip.left.length === 0 && trip.changed.length === 0;
		if (ok) good += 1;
		console.log(`${ok ? 'ok  ' : 'NOT '} ${fault.finding} on ${fault.host}: ${say(trip)}`);
		for (const line of trip.changed) console.log(`       changed ${line}`);
	} catch (error) {
		console.log(`NOT  ${fault.finding}: ${String(error).slice(0, 300)}`);
	}
}
console.log(
	`${name}: ${good} of ${chosen.length} found first, cured, and nothing else changed; after the first look, questions: median ${median(asked)}, most ${Math.max(...asked)}`,
);
