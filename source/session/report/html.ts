// One file that needs nothing else: it can be mailed and printed. No script, nothing is loaded.
import type {Language} from '../../texts/texts.ts';
import {textsOf} from '../../texts/texts.ts';
import {lengthOf, momentOf} from './moment.ts';
import {noteWords} from './note-words.ts';
import type {Record} from './record.ts';

const entities: Readonly<{[character: string]: string}> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const text = (value: string): string => value.replace(/[&<>"']/g, character => entities[character]!);

const line = (tag: string, cells: readonly string[]): string =>
	`<tr>${cells.map(cell => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
	`<table>\n${line('th', head.map(text))}\n${rows.map(row => line('td', row)).join('\n')}\n</table>`;

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8886}
pre{white-space:pre-wrap;background:#8881;padding:.6rem;margin:.3rem 0}.failed,.unreachable{color:#b00020;font-weight:600}
@media print{body{margin:0}details{display:block}}`;

export const htmlOf = (record: Record, language: Language): string => {
	const texts = textsOf(language);
	const words = texts.report;
	const rows = record.entries.map(entry => {
		const {title, host, status, started, ended, attempts, exit, note, byHand, edited, command} = entry;
		const shown = edited ?? command;
		const script =
			shown === undefined
				? ''
				: `<details><summary>${text(edited === undefined ? words.declared : words.edited)}</summary><pre>${text(shown)}</pre></details>`;
		return [
			`${text(title)}${script}`,
			text(host),
			`<span class="${status}">${text(byHand ? words.byHand : texts.status[status])}</span>`,
			started === undefined ? '' : momentOf(started),
			started === undefined || ended === undefined ? '' : lengthOf(ended - started),
			exit === undefined ? '' : String(exit),
			text([attempts > 1 ? words.attempts(attempts) : '', note ?? ''].filter(part => part !== '').join('; ')),
		];
	});
	const title = text(`${record.book}: ${record.session}`);
	const end =
		record.closed === undefined || !record.outcome
			? words.stillOpen
			: words.closed(words.outcome(record.outcome), momentOf(record.closed));
	const facts = [...record.openings.map(({by, at}) => words.opened(by, momentOf(at))), end];
	const captured = record.captured.map(({name, host, at, expires}) => [
		text(name),
		text(host),
		momentOf(at),
		expires === undefined ? '' : momentOf(expires),
	]);
	return [
		`<!doctype html>\n<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">\n<meta charset="utf-8">`,
		`<meta name="viewport" content="width=device-width">\n<title>${title}</title>\n<style>${style}</style>`,
		`<h1>${title}</h1>\n<ul>${facts.map(fact => `<li>${text(fact)}</li>`).join('')}</ul>`,
		`<h2>${text(words.hosts)}</h2>`,
		table(
			[words.host, words.address, words.role],
			record.hosts.map(({name, address, role}) => [name, address, role].map(text)),
		),
		...(record.causes ?? []).flatMap((cause, index) => [
			...(index === 0 ? [`<h2>${text(words.causes)}</h2>`] : []),
			`<h3>${text([cause.title, ...cause.hosts].join(', '))}</h3>`,
			`<p>${text([cause.confidence, ...(cause.gone ? [words.gone] : [])].join(', '))}. ${momentOf(cause.at)}. ${text(cause.meaning)}</p>`,
			`<pre>${text(cause.evidence.join('\n'))}</pre>`,
		]),
		`<h2>${text(words.tasks)}</h2>`,
		table([words.task, words.host, words.state, words.began, words.took, words.exit, words.note], rows),
		...(captured.length === 0
			? []
			: [
					`<h2>${text(words.captured)}</h2>\n<p>${text(words.masked)}</p>`,
					table([words.name, words.host, words.when, words.expires], captured),
				]),
		...(record.notes.length === 0
			? []
			: [
					`<h2>${text(words.notes)}</h2>`,
					`<ul>${record.notes.map(note => `<li>${momentOf(note.at)}: ${text(noteWords(note))}</li>`).join('')}</ul>`,
				]),
		'</html>\n',
	].join('\n');
};
