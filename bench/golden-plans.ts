// Walks every golden plan on simulated hosts of either family to the end and back: tens of minutes.
// Run: node bench/golden-plans.ts [TEXT] [PART/PARTS]
// TEXT walks only combinations that hold it, such as "1.24 docker" or "on rocky-9"; 2/4 every fourth one, from the second on.
import {golden} from '../test/helpers/golden-plans.ts';
import {systemNames} from '../test/helpers/golden-systems.ts';
import {isFalseAlarm, walkGolden} from '../test/helpers/golden-walk.ts';
import {whyItStays} from '../test/helpers/stays-after-reset.ts';
import {planOfChoice, spellChoice} from '../test/helpers/variants.ts';

const words = process.argv.slice(2);
const [part = 1, parts = 1] = (words.find(word => /^\d+\/\d+$/.test(word)) ?? '1/1').split('/').map(Number);
const wanted = words.find(word => !/^\d+\/\d+$/.test(word)) ?? '';

type Ended = {readonly system: string; readonly well: boolean; readonly seconds: number};
const ended: Ended[] = [];

const rows = golden()
	.rows.map(row => ({...row, name: `${spellChoice(row.choice)} on ${row.system}`}))
	.filter(({name}) => name.includes(wanted))
	.filter((_, index) => index % parts === part - 1);
for (const {choice, system, name} of rows) {
	const began = performance.now();
	let trouble: string | undefined;
	try {
		const {alarms, left} = await walkGolden(planOfChoice(choice)!, system, 'without drills');
		const strange = left.filter(line => whyItStays(line) === undefined);
		const wrong = alarms.filter(isFalseAlarm(choice));
		if (wrong.length > 0) trouble = `found although all is well: ${wrong.join('; ')}`;
		if (strange.length > 0) trouble = `left behind: ${strange.join(', ')}`;
	} catch (error) {
		trouble = error instanceof Error ? error.message : String(error);
	}
	const seconds = (performance.now() - began) / 1000;
	ended.push({system, well: trouble === undefined, seconds});
	console.log(trouble === undefined ? `done    ${name}, ${seconds.toFixed(1)} s` : `FAILED  ${name}: ${trouble}`);
}

const line = (name: string, all: readonly Ended[]): string => {
	const well = all.filter(one => one.well).length;
	const seconds = all.reduce((sum, one) => sum + one.seconds, 0);
	return `${name.padEnd(16)} ${String(well).padStart(4)} of ${String(all.length).padStart(4)} done, ${(seconds / 60).toFixed(1)} min`;
};
console.log('');
for (const name of systemNames)
	console.log(
		line(
			name,
			ended.filter(({system}) => system === name),
		),
	);
console.log(line('all', ended));
process.exitCode = ended.every(({well}) => well) ? 0 : 1;
