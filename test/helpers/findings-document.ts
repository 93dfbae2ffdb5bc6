// docs/findings.*.md: every cause that is known, the words it is known by, and what cures it. Printed from the declarations.
import type {Evidence, Finding, Pattern, Question, Sign, Text} from '../../source/engine/declare.ts';
import {patternOf, signsOf} from '../../source/engine/diagnose/match.ts';
import {textsOf, type Language} from '../../source/texts/texts.ts';

const words = {
	title: {en: 'What can be wrong', zh: '故障一览'},
	intro: {
		en: 'Every cause that `kubewalk diagnose` knows, printed from its declarations. Search this page for the words of an error. A pattern stands as it is tried on each line: `…` is anything, `a|b` either, `(not a)` anything but that.',
		zh: '`kubewalk diagnose` 所知的全部原因，由其声明生成。可用报错文字在本页中搜索。模式按逐行匹配时的样子列出：`…` 表示任意内容，`a|b` 表示其一，`(not a)` 表示不能是 a。',
	},
	confirms: {en: 'Confirmed by', zh: '可确认的依据'},
	suggests: {en: 'Likely when', zh: '很可能的依据'},
	hints: {en: 'Possible when', zh: '可能的依据'},
	rulesOut: {en: 'Ruled out by', zh: '可排除的依据'},
	explains: {en: 'Leads to', zh: '会引起'},
	cures: {en: 'Cures', zh: '处理办法'},
	loses: {en: 'what is lost', zh: '会丢失'},
	badAdvice: {en: 'Bad advice', zh: '不可取的做法'},
	sources: {en: 'Read in', zh: '出处'},
	byPlan: {en: 'words that depend on the plan', zh: '取决于集群计划的文字'},
	lacks: {en: 'no line says', zh: '没有任何一行出现'},
	several: {en: 'two hosts or more say', zh: '两台或更多主机出现'},
	none: {en: 'no host says', zh: '没有主机出现'},
	differ: {en: 'not the same on all hosts', zh: '各主机不一致'},
	alike: {en: 'the same on two hosts', zh: '两台主机相同'},
	inAnswer: {en: 'in', zh: '见于'},
} as const satisfies Record<string, Text>;

const piece =
	/\(\?(?:<?[=!]|<\w+>|:)|\\[bB]|[$^]|\\s[+*?]?|(?:\\[dwSDW]|\[(?:[^\]\\]|\\.)*\]|\.)(?:[+*?]|\{[\d,]+\})*|\\(.)|[+*?](?!\))/g;

/** A regular expression as a person would search for it. */
export const readable = (pattern: RegExp): string =>
	pattern.source
		.replace(piece, (match, letter?: string) => {
			if (letter !== undefined) return letter;
			if (match.startsWith('(')) return match.endsWith('!') ? '(not ' : '(';
			if (/^(?:\\[bB]|[$^+*?])/.test(match)) return '';
			return match.startsWith(String.raw`\s`) ? ' ' : '…';
		})
		.replace(/…+(?:[ .]?…+)*/g, '…')
		.trim();

const kindOf = (sign: Sign): 'lacks' | 'several' | 'none' | 'differ' | 'alike' | undefined =>
	(['lacks', 'several', 'none', 'differ', 'alike'] as const).find(kind => kind in sign);

const code = (text: string): string => {
	const fence = text.includes('`') ? '``' : '`';
	return `${fence}${text}${fence}`;
};

const patternText = (pattern: Pattern, language: Language): string =>
	pattern instanceof RegExp ? code(readable(pattern)) : words.byPlan[language];

const signText = (sign: Sign, questions: readonly Question[], language: Language): string => {
	const kind = kindOf(sign);
	const titles = (sign.in ?? []).map(id => questions.find(question => question.id === id)?.title[language] ?? id);
	return [
		...(kind === undefined ? [] : [words[kind][language]]),
		patternText(patternOf(sign), language),
		...(titles.length > 0 ? [`(${words.inAnswer[language]}: ${titles.join(', ')})`] : []),
	].join(' ');
};

const findingLines = (
	finding: Finding,
	questions: readonly Question[],
	titles: ReadonlyMap<string, Text>,
	language: Language,
): readonly string[] => {
	const texts = textsOf(language);
	const list = (head: Text, items: readonly string[]): readonly string[] =>
		items.length === 0 ? [] : [`**${head[language]}**`, '', ...items.map(item => `- ${item}`), ''];
	const evidence = (all: readonly Evidence[] = []): readonly string[] =>
		all.map(each =>
			signsOf(each)
				.map(sign => signText(sign, questions, language))
				.join(' + '),
		);
	const {id, title, meaning, severity, versions, about} = finding;
	const range = versions ? [`Kubernetes ${versions.from ?? ''}–${versions.to ?? ''}`] : [];
	return [
		`<a id="${id}"></a>`,
		'',
		`## ${title[language]}`,
		'',
		[`\`${id}\``, texts.diagnose[severity], about.join(', '), ...range].join(' · '),
		'',
		meaning[language],
		'',
		...list(words.confirms, evidence(finding.confirms)),
		...list(words.suggests, evidence(finding.suggests)),
		...list(words.hints, evidence(finding.hints)),
		...list(words.rulesOut, evidence(finding.rulesOut)),
		...list(
			words.explains,
			(finding.explains ?? []).flatMap(other => {
				const known = titles.get(other);
				return known ? [`[${known[language]}](#${other})`] : [];
			}),
		),
		...list(
			words.cures,
			finding.remedies.map(remedy =>
				[
					`${remedy.title[language]} (${texts.planBook[remedy.risk]})`,
					...(remedy.loses ? [`${words.loses[language]}: ${remedy.loses[language]}`] : []),
				].join('; '),
			),
		),
		...list(
			words.badAdvice,
			(finding.badAdvice ?? []).map(advice => advice[language]),
		),
		...list(words.sources, [finding.sources.join(', ')]),
	];
};

export const findingsDocument = (
	findings: readonly Finding[],
	questions: readonly Question[],
	language: Language,
): string => {
	const titles = new Map(findings.map(({id, title}) => [id, title]));
	const contents = findings.map(({id, title}) => `- [${title[language]}](#${id})`);
	return [
		`# ${words.title[language]}`,
		'',
		words.intro[language],
		'',
		...contents,
		'',
		...findings.flatMap(finding => findingLines(finding, questions, titles, language)),
	].join('\n');
};
