// The part of docs/variants.*.md that says where each choice was tested: in the lab in every run of the tests, in the lab when
// all golden plans were walked, on real hosts.
import type {Text} from '../../source/engine/declare.ts';
import type {SystemName} from '../../steps/system.ts';
import {labRows} from './golden-labs.ts';
import {golden} from './golden-plans.ts';
import {systemNames, type Row} from './golden-systems.ts';
import {table} from './markdown-table.ts';
import {axes, axisNames, spellChoice, type Axis, type Choice} from './variants.ts';

type Language = keyof Text;

const onDebian = {
	system: 'debian-12',
	version: '1.20',
	runtime: 'containerd',
	endpoint: 'keepalived-haproxy',
	proxyMode: 'iptables',
	network: 'script',
	firewall: 'ports',
	certificates: 'upload',
	mirrors: 'own',
	addons: 'none',
} as const satisfies Choice & {readonly system: SystemName};

/** Combinations that ran on real hosts, with the page that tells of it. */
const real: readonly {readonly row: Choice & {readonly system: SystemName}; readonly page: string}[] = [
	{row: onDebian, page: 'real-run.md'},
	{row: {...onDebian, runtime: 'docker'}, page: 'real-run.md'},
	{row: {...onDebian, endpoint: 'single'}, page: 'real-run.md'},
];

/** When many golden plans were walked, how many, and how many ended well: what `npm run bench:golden-plans` printed. */
const walks = [
	{on: '2026-11-26', well: 285, of: 285},
	{on: '2026-11-27', well: 362, of: 362},
] as const;

/** For each word where it was tested: systems of the walks in every run, the number of golden plans, pages on real hosts. */
const testedCells = (axis: Axis | 'system', word: string): readonly string[] => {
	const has = ({choice, system}: Row): boolean => (axis === 'system' ? system : choice[axis]) === word;
	const systemsOf = new Set(
		labRows()
			.filter(has)
			.map(({system}) => system),
	);
	const pages = new Set(real.filter(({row}) => row[axis] === word).map(({page}) => `[${page}](${page})`));
	return [
		axis,
		word,
		systemNames.filter(name => systemsOf.has(name)).join(', '),
		String(golden().rows.filter(has).length),
		[...pages].join(', '),
	];
};

const testedHead: Readonly<Record<Language, readonly string[]>> = {
	en: ['choice', 'word', 'lab, in every run of the tests', 'lab, golden plans', 'real hosts'],
	zh: ['选项', '取值', '模拟环境（每次测试）', '模拟环境（全部组合数）', '真实主机'],
};

export const tested = (language: Language): readonly string[] => {
	const {choices, rows} = golden();
	const words = [
		...systemNames.map(name => ['system', name] as const),
		...axisNames.flatMap(axis => axes[axis].map(word => [axis, word] as const)),
	];
	const inEveryRun = labRows().map(({choice, system}) => `- \`${spellChoice(choice)}\`, ${system}`);
	return [
		{
			en: `The exact commands of ${choices.length} combinations, each on a system of apt’s family and one of dnf’s, ${rows.length} golden plans, are committed below \`test/golden\`: every minor with every runtime and endpoint, every pair of the other choices. In the lab a golden plan goes from hosts that nobody has touched to a proven cluster, and back by \`reset\`; then the hosts are compared with untouched ones, file by file, and what stays has a reason (\`test/helpers/stays-after-reset.ts\`). \`npm run bench:golden-plans\` walks all of them, or a part: of those that were walked, ${walks.map(({on, well, of}) => `${well} of ${of} ended well on ${on}`).join(', ')}.`,
			zh: `\`test/golden\` 中提交了 ${choices.length} 个组合的全部命令，每个组合各取一个 apt 系统和一个 dnf 系统，共 ${rows.length} 份：每个小版本与每种运行时、入口的组合，以及其余选项的两两组合。模拟环境中从全新主机装到验证通过，再用 \`reset\` 拆除，并与全新主机逐个文件比较；保留的内容都注明了原因（\`test/helpers/stays-after-reset.ts\`）。\`npm run bench:golden-plans\` 可执行全部或一部分：${walks.map(({on, well, of}) => `${on} 执行了 ${of} 份，成功 ${well} 份`).join('；')}。`,
		}[language],
		'',
		table(
			testedHead[language],
			words.map(([axis, word]) => testedCells(axis, word)),
		),
		'',
		{
			en: `Walked in every run of the tests, in the order ${axisNames.join(', ')}:`,
			zh: `每次测试执行的组合，顺序为 ${axisNames.join('、')}：`,
		}[language],
		'',
		...inEveryRun,
	];
};
