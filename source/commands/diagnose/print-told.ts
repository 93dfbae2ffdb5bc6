// A diagnosis as lines for a person, or as the JSON of the command-line contract.
import type {Shown} from '../../engine/diagnose/show-evidence.ts';
import type {Told, ToldRemedy} from '../../engine/diagnose/tell.ts';
import {textsOf, type Language} from '../../texts/texts.ts';

export type Paint = (tone: 'title' | 'good' | 'bad' | 'quiet', text: string) => string;

const indent = (text: string, by: string): readonly string[] => text.split('\n').map(line => `${by}${line}`.trimEnd());

/** Lines that only prepare: an assignment, a word of the shell, a comment. */
const preparing = /^(?:\w+=|(?:if|then|else|elif|fi|for|while|do|done|case|esac)\b|\w+\(\)|[#}])/;

/** A script of many lines is told by the first of them that does something. */
const short = (command: string): string => {
	const lines = command.split('\n').flatMap(line => line.trim() || []);
	const [first = ''] = lines.filter(line => !preparing.test(line)).concat(lines);
	return lines.length > 1 ? `${first} …` : first;
};

const shownLines = ({host, command, lines}: Shown, language: Language): readonly string[] => {
	const words = textsOf(language).diagnose;
	const head = command === '' ? host || words.pasted : `${host}# ${short(command)}`;
	return [`    ${head}`, ...(lines.length > 0 ? lines : [words.nothingSaid]).map(line => `      ${line}`)];
};

const placeOf = ({host, target}: ToldRemedy, language: Language): string =>
	host === '' && target === 'first-control-plane' ? textsOf(language).diagnose.firstControlPlane : host;

const remedyLines = (remedy: ToldRemedy, language: Language, paint: Paint): readonly string[] => {
	const words = textsOf(language).diagnose;
	const risky = remedy.risk === 'destructive' || remedy.risk === 'disruptive';
	const risk = paint(risky ? 'bad' : 'quiet', `[${textsOf(language).planBook[remedy.risk]}]`);
	return [
		`  ${paint('title', words.remedy(remedy.title[language], placeOf(remedy, language)))} ${risk}`,
		...(remedy.loses ? [paint('bad', `    ${words.loses}: ${remedy.loses[language]}`)] : []),
		...(remedy.commands === undefined ? [`    ${words.needsPlan}`] : indent(remedy.commands, '    ')),
		...(remedy.verify === undefined ? [] : [`    ${words.check}: ${short(remedy.verify)}`]),
	];
};

export const toldLines = (told: Told, language: Language, paint: Paint): readonly string[] => {
	const words = textsOf(language).diagnose;
	const where = told.hosts.filter(host => host !== '').join(', ');
	const facts = [words[told.confidence], words[told.severity], ...(where === '' ? [] : [where])].join(' · ');
	const chain = told.chain.map(({title, hosts}) => {
		const at = hosts.filter(host => host !== '').join(', ');
		return at === '' ? title[language] : `${title[language]} (${at})`;
	});
	return [
		`${paint('title', `${told.rank}. ${told.title[language]}`)}  ${paint(told.confidence === 'confirmed' ? 'bad' : 'quiet', facts)}`,
		`  ${told.meaning[language]}`,
		`  ${words.evidence}`,
		...told.evidence.flatMap(shown => shownLines(shown, language)),
		...(chain.length > 0 ? [`  ${words.followed}: ${chain.join(' → ')}`] : []),
		...told.remedies.flatMap(remedy => remedyLines(remedy, language, paint)),
		...told.badAdvice.map(advice => `  ${words.badAdvice}: ${advice[language]}`),
		...(told.ruledOut.length > 0
			? [`  ${words.ruledOut}: ${told.ruledOut.map(({title}) => title[language]).join(', ')}`]
			: []),
	];
};

/** Lines of a script, as they would be typed. */
const commandsOf = (script: string | undefined): readonly string[] =>
	(script ?? '').split('\n').filter(line => line.trim() !== '');

export const toldJson = (all: readonly Told[], language: Language): string =>
	JSON.stringify(
		{
			findings: all.map(told => ({
				id: told.id,
				severity: told.severity,
				rank: told.rank,
				confidence: told.confidence,
				title: told.title[language],
				meaning: told.meaning[language],
				host: told.hosts[0] ?? '',
				hosts: told.hosts,
				evidence: told.evidence.map(({host, command, lines}) => ({host, command, lines})),
				explains: told.chain.map(({id}) => id),
				ruledOut: told.ruledOut.map(({id}) => id),
				remedies: told.remedies.map(remedy => ({
					id: remedy.id,
					title: remedy.title[language],
					risk: remedy.risk,
					host: remedy.host,
					commands: commandsOf(remedy.commands),
					...(remedy.loses && {loses: remedy.loses[language]}),
				})),
				verify: [...new Set(told.remedies.flatMap(({verify}) => (verify === undefined ? [] : [verify])))],
				badAdvice: told.badAdvice.map(advice => advice[language]),
				sources: told.sources,
			})),
		},
		null,
		'\t',
	);
