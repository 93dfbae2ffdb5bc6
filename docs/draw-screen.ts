// Draws a real screen as SVG: tmux capture-pane -ep | node docs/draw-screen.ts > docs/screens/walk.svg
import {readFileSync} from 'node:fs';
import {stripVTControlCharacters} from 'node:util';

const cell = {width: 8.4, height: 18};
const margin = 12;
const colours = ['#24283b', '#e06c75', '#8cc265', '#d9b25f', '#61afef', '#c678dd', '#56b6c2', '#c8ccd4'];
const bright = ['#6b7089', '#ff7a85', '#a5e075', '#f0c674', '#7cc0ff', '#de8cf2', '#6fd0dc', '#ffffff'];

type Style = {
	readonly fg?: string;
	readonly bg?: string;
	readonly bold?: true;
	readonly dim?: true;
	readonly inverse?: true;
};
type Run = Style & {readonly text: string; readonly column: number; readonly width: number};

const isWide = (code: number): boolean =>
	(code >= 0x1100 && code <= 0x115f) ||
	(code >= 0x2e80 && code <= 0xa4cf) ||
	(code >= 0xac00 && code <= 0xd7a3) ||
	(code >= 0xf900 && code <= 0xfaff) ||
	(code >= 0xfe30 && code <= 0xfe6f) ||
	(code >= 0xff00 && code <= 0xff60) ||
	(code >= 0xffe0 && code <= 0xffe6) ||
	code >= 0x1f300;

const columnsOf = (text: string): number =>
	Array.from(text, char => (isWide(char.codePointAt(0) ?? 0) ? 2 : 1)).reduce<number>((sum, width) => sum + width, 0);

const afterCodes = (style: Style, codes: readonly number[]): Style => {
	let next = style;
	for (let index = 0; index < codes.length; index += 1) {
		const code = codes[index] ?? 0;
		if (code === 0) next = {};
		else if (code === 1) next = {...next, bold: true};
		else if (code === 2) next = {...next, dim: true};
		else if (code === 7) next = {...next, inverse: true};
		else if (code === 22) next = {...(next.fg && {fg: next.fg}), ...(next.bg && {bg: next.bg})};
		else if (code === 27)
			next = {...(next.fg && {fg: next.fg}), ...(next.bg && {bg: next.bg}), ...(next.bold && {bold: true})};
		else if (code >= 30 && code <= 37) next = {...next, fg: colours[code - 30]!};
		else if (code >= 90 && code <= 97) next = {...next, fg: bright[code - 90]!};
		else if (code >= 40 && code <= 47) next = {...next, bg: colours[code - 40]!};
		else if ((code === 38 || code === 48) && codes[index + 1] === 2) {
			const colour = `rgb(${codes.slice(index + 2, index + 5).join(',')})`;
			next = code === 38 ? {...next, fg: colour} : {...next, bg: colour};
			index += 4;
		} else if ((code === 38 || code === 48) && codes[index + 1] === 5) {
			const colour = [...colours, ...bright][codes[index + 2]!] ?? '#c8ccd4';
			next = code === 38 ? {...next, fg: colour} : {...next, bg: colour};
			index += 2;
		}
	}
	return next;
};

const runsOf = (line: string): readonly Run[] => {
	const runs: Run[] = [];
	let style: Style = {};
	let column = 0;
	// oxlint-disable-next-line no-control-regex -- escape sequences are what this reads
	for (const part of line.split(/(\u001B\[[\d;]*m)/)) {
		// oxlint-disable-next-line no-control-regex
		const codes = /^\u001B\[([\d;]*)m$/.exec(part);
		if (codes) style = afterCodes(style, (codes[1] || '0').split(';').map(Number));
		else if (part !== '') {
			const text = stripVTControlCharacters(part);
			const width = columnsOf(text);
			runs.push({...style, text, column, width});
			column += width;
		}
	}
	return runs;
};

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const draw = (run: Run, row: number): string => {
	const x = margin + run.column * cell.width;
	const y = margin + row * cell.height;
	const width = run.width * cell.width;
	const [fg, bg] = run.inverse ? [run.bg ?? '#1a1b26', run.fg ?? '#c8ccd4'] : [run.fg ?? '#c8ccd4', run.bg];
	const box = bg ? `<rect x="${x}" y="${y}" width="${width}" height="${cell.height}" fill="${bg}"/>` : '';
	if (run.text.trim() === '') return box;
	const look = `fill="${fg}"${run.bold ? ' font-weight="bold"' : ''}${run.dim ? ' opacity="0.65"' : ''}`;
	return `${box}<text x="${x}" y="${y + 13.5}" textLength="${width}" lengthAdjust="spacingAndGlyphs" ${look}>${escape(run.text)}</text>`;
};

const lines = readFileSync(0, 'utf8').replace(/\n$/, '').split('\n').map(runsOf);
const columns = Math.max(
	...lines.map(runs => runs.reduce((most, run) => Math.max(most, run.column + run.width), 0)),
	80,
);
const width = columns * cell.width + 2 * margin;
const height = lines.length * cell.height + 2 * margin;
process.stdout.write(
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="100%" height="100%" rx="8" fill="#1a1b26"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, 'Noto Sans Mono CJK SC', monospace" font-size="14" xml:space="preserve">
${lines
	.flatMap((runs, row) => runs.map(run => draw(run, row)))
	.filter(Boolean)
	.join('\n')}
</g>
</svg>
`,
);
