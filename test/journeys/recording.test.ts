// docs/rehearsal.cast, as somebody sees it who plays it to the end.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Terminal} from '@xterm/headless';
import {expect, test} from 'vitest';

type Event = readonly [time: number, kind: string, text: string];

test('The recording begins with the start screen, ends with the report, and shows only what the terminal was sent', async () => {
	const lines = readFileSync(join(import.meta.dirname, '../../docs/rehearsal.cast'), 'utf8')
		.trim()
		.split('\n');
	const header = JSON.parse(lines[0]!) as {version: number; width: number; height: number};
	const events = lines.slice(1).map(line => JSON.parse(line) as Event);
	expect(header).toMatchObject({version: 2, width: 80, height: 24});
	expect(events.every(([time, kind], index) => kind === 'o' && time >= (events[index - 1]?.[0] ?? 0))).toBe(true);
	expect(events.at(-1)![0]).toBeLessThan(120);

	const terminal = new Terminal({cols: header.width, rows: header.height, allowProposedApi: true});
	const seen: string[] = [];
	for (const [, , text] of events) {
		await new Promise<void>(resolve => terminal.write(text, resolve));
		const {active} = terminal.buffer;
		seen.push(
			Array.from({length: header.height}, (_, row) => active.getLine(row)?.translateToString(true) ?? '').join(
				'\n',
			),
		);
	}
	expect(seen.some(screen => screen.includes('› Rehearse on simulated hosts'))).toBe(true);
	expect(seen.some(screen => screen.includes('› Initialise the first control plane'))).toBe(true);
	expect(seen.at(-1)).toContain('Everything is done, on simulated hosts.');
});
