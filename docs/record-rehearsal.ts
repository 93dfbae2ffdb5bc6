// Records a rehearsal as an asciicast from what the program really writes: node docs/record-rehearsal.ts > docs/rehearsal.cast
// Play it with asciinema play docs/rehearsal.cast.
import {recordRehearsal} from '../bench/recording.ts';

/** Nobody watches a wait: a pause is no longer than this, in seconds. */
const longest = 0.7;
/** Several frames of a moment are one, in seconds. */
const moment = 0.1;

const {columns, rows, written} = await recordRehearsal();
const header = {version: 2, width: columns, height: rows, title: 'kubewalk: rehearse an installation'};
const lines: string[] = [JSON.stringify(header)];
let time = 0;
let before = written[0]!.at;
let waiting = '';
const flush = (): void => {
	if (waiting !== '') lines.push(JSON.stringify([Number(time.toFixed(3)), 'o', waiting]));
	waiting = '';
};
for (const {at, text} of written) {
	const since = (at - before) / 1000;
	if (since > moment) {
		flush();
		time += Math.min(since, longest);
		before = at;
	}
	waiting += text;
}
flush();
process.stdout.write(`${lines.join('\n')}\n`);
