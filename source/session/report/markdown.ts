import type {Language} from '../../texts/texts.ts';
import {textsOf} from '../../texts/texts.ts';
import {lengthOf, momentOf} from './moment.ts';
import {noteWords} from './note-words.ts';
import type {Entry, Record} from './record.ts';

/** Text in a cell of a table, whatever is in it. */
const cell = (text: string): string =>
	text
		.replaceAll('\\', '\\\\')
		.replace(/[|<>*_`[\]]/g, mark => `\\${mark}`)
		.replace(/\s*\n\s*/g, ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
	`| ${head.join(' | ')} |`,
	`|${' --- |'.repeat(head.length)}`,
	...rows.map(row => `| ${row.map(cell).join(' | ')} |`),
	'',
];

/** A fence longer than any that is in the text. */
const fenced = (text: string): readonly string[] => {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	return [`${fence}bash`, text.replace(/\n$/, ''), fence, ''];
};

/** Entries with the same command are told once, with all of their hosts. */
const commandsOf = (entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> =>
	Map.groupBy(
		entries.filter(entry => (entry.edited ?? entry.command) !== undefined),
		({task, edited, command}) => `${task}\0${edited ?? ''}\0${command ?? ''}`,
	);

/** What was found to be wrong, with the lines that say it. */
const causesLines = ({causes = []}: Record, heading: string, gone: string): readonly string[] =>
	causes.length === 0
		? []
		: [
				`## ${heading}`,
				'',
				...causes.flatMap(cause => [
					`### ${cell([cause.title, ...cause.hosts].join(', '))}`,
					'',
					`${cell([cause.confidence, ...(cause.gone ? [gone] : [])].join(', '))}. ${momentOf(cause.at)}. ${cell(cause.meaning)}`,
					'',
					...fenced(cause.evidence.join('\n')),
				]),
			];

export const markdownOf = (record: Record, language: Language): string => {
	const texts = textsOf(language);
	const words = texts.report;
	const rows = record.entries.map(({title, host, status, started, ended, attempts, exit, note, byHand}) => [
		title,
		host,
		byHand ? words.byHand : texts.status[status],
		started === undefined ? '' : momentOf(started),
		started === undefined || ended === undefined ? '' : lengthOf(ended - started),
		exit === undefined ? '' : String(exit),
		[attempts > 1 ? words.attempts(attempts) : '', note ?? ''].filter(text => text !== '').join('; '),
	]);
	const commands = [...commandsOf(record.entries).values()].flatMap(same => {
		const [{title, edited, command} = same[0]!] = same;
		const hosts = same.map(({host}) => host).join(', ');
		return [
			`### ${cell(title)}: ${cell(hosts)}`,
			'',
			edited === undefined ? words.declared : words.edited,
			'',
			...fenced(edited ?? command ?? ''),
		];
	});
	const captured = record.captured.map(({name, host, at, expires}) => [
		name,
		host,
		momentOf(at),
		expires === undefined ? '' : momentOf(expires),
	]);
	const notes = record.notes.map(note => `- ${momentOf(note.at)}: ${cell(noteWords(note))}`);
	return [
		`# ${cell(record.book)}: ${cell(record.session)}`,
		'',
		...record.openings.map(({by, at}) => `- ${words.opened(cell(by), momentOf(at))}`),
		`- ${record.closed === undefined || !record.outcome ? words.stillOpen : words.closed(words.outcome(record.outcome), momentOf(record.closed))}`,
		'',
		`## ${words.hosts}`,
		'',
		...table(
			[words.host, words.address, words.role],
			record.hosts.map(({name, address, role}) => [name, address, role]),
		),
		...causesLines(record, words.causes, words.gone),
		`## ${words.tasks}`,
		'',
		...table([words.task, words.host, words.state, words.began, words.took, words.exit, words.note], rows),
		...(captured.length === 0
			? []
			: [
					`## ${words.captured}`,
					'',
					words.masked,
					'',
					...table([words.name, words.host, words.when, words.expires], captured),
				]),
		...(notes.length === 0 ? [] : [`## ${words.notes}`, '', ...notes, '']),
		...(commands.length === 0 ? [] : [`## ${words.commands}`, '', ...commands]),
	].join('\n');
};
