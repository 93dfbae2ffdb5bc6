// Walks every golden plan on simulated hosts to the end and back: about a quarter of an hour. Run: node bench/golden-plans.ts [TEXT]
// TEXT walks only combinations that hold it, such as "1.24 docker".
import {golden} from '../test/helpers/golden-plans.ts';
import {machineFor} from '../test/helpers/golden-labs.ts';
import {staysAfterReset, walkGolden} from '../test/helpers/golden-walk.ts';
import {planOfChoice, spellChoice} from '../test/helpers/variants.ts';

const wanted = process.argv[2] ?? '';
let bad = 0;
for (const [index, choice] of golden().choices.entries()) {
	const name = spellChoice(choice);
	const machine = machineFor(choice, index);
	if (!name.includes(wanted)) continue;
	if (machine === undefined) {
		console.log(`skipped ${name}: its network component opens its own ports, or no machine fits`);
		continue;
	}
	const began = performance.now();
	try {
		const {left} = await walkGolden(planOfChoice(choice)!, machine);
		const strange = left.filter(line => !staysAfterReset(line));
		if (strange.length > 0) throw new Error(`left behind: ${strange.join(', ')}`);
		console.log(`done    ${name} on ${machine}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
	} catch (error) {
		bad += 1;
		console.log(`FAILED  ${name} on ${machine}: ${error instanceof Error ? error.message : String(error)}`);
	}
}
process.exitCode = bad > 0 ? 1 : 0;
