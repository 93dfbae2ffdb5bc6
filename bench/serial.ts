// A whole rehearsal as a serial line of 9600 baud carries it: how much it is, and how much a second of waiting is, in which
// nothing on the screen changes but its clocks. Run: npm run bench:serial
import headless from '@xterm/headless';
import {percentile} from './median.ts';
import {recordRehearsal} from './recording.ts';

/** Bytes that 9600 baud carry in a second: eight bits, a start bit and a stop bit each. */
const line = 960;

const {columns, rows, written} = await recordRehearsal();
const terminal = new headless.Terminal({cols: columns, rows, allowProposedApi: true});

/** What a person reads, whatever the time. */
const read = (): string =>
	Array.from({length: rows}, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '')
		.join('\n')
		.replaceAll(/\d+/g, '#');

const first = written[0]!.at;
const seconds = [...Map.groupBy(written, ({at}) => Math.floor((at - first) / 1000)).values()];
const waiting: number[] = [];
let all = 0;
let before = '';
for (const second of seconds) {
	const text = second.map(chunk => chunk.text).join('');
	await new Promise<void>(resolve => terminal.write(text, resolve));
	const now = read();
	const bytes = Buffer.byteLength(text);
	if (now === before) waiting.push(bytes);
	all += bytes;
	before = now;
}
const show = (name: string, figure: string): void => console.log(`${name.padEnd(24)}${figure}`);
show('a whole installation', `${(all / 1024).toFixed(0)} KiB, ${(all / line).toFixed(0)} s of the line`);
show('seconds of waiting', `${waiting.length} of ${seconds.length}`);
show(
	'bytes in one of them',
	`${percentile(waiting, 50)} in the middle, ${Math.max(...waiting)} at most (goal: less than 200)`,
);
