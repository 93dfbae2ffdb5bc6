// Every fault of test/faults on simulated hosts: found first? cured? everything else as it was? `node bench/cure-faults.ts [word…]`
import {faults} from '../test/faults/all.ts';
import {median} from './median.ts';
import {roundTrip} from '../test/helpers/round-trip.ts';

const words = process.argv.slice(2);
let good = 0;
const asked: number[] = [];
const chosen = faults.filter(
	({finding, break: script}) => words.length === 0 || words.some(word => `${finding} ${script}`.includes(word)),
);
for (const fault of chosen) {
	try {
		const {found, cures, left, changed, further, rounds} = await roundTrip(fault);
		asked.push(further);
		const ok = found[0] === fault.finding && left.length === 0 && changed.length === 0;
		if (ok) good += 1;
		console.log(
			`${ok ? 'ok  ' : 'NOT '} ${fault.finding} on ${fault.host}: found ${found.join(', ') || 'nothing'} (${further} further questions, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}); ${cures.join('; ') || 'no cure'}; left ${left.join(', ') || 'nothing'}`,
		);
		for (const line of changed) console.log(`       changed ${line}`);
	} catch (error) {
		console.log(`NOT  ${fault.finding}: ${String(error).slice(0, 300)}`);
	}
}
console.log(
	`${good} of ${chosen.length} found first, cured, and nothing else changed; after the first look, questions: median ${median(asked)}, most ${Math.max(...asked)}`,
);
