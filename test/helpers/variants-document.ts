// docs/variants.*.md, printed from the tables and from what the plan says: what is supported, what is refused and why,
// and what was tested where.
import type {Text} from '../../source/engine/declare.ts';
import type {Addon} from '../../steps/addons/addon.ts';
import {addons} from '../../steps/addons/addons.ts';
import {versions, asOf, nftablesKernel, type Version} from '../../steps/versions.ts';
import {golden, type Refused} from './golden-plans.ts';
import {tested} from './variants-tested.ts';
import {table} from './markdown-table.ts';
import {axes, axisNames, judge, usual, withWords, written, type Axis} from './variants.ts';
import {checkPlan} from '../../steps/plan/check-plan.ts';

type Language = keyof Text;

/** Mistakes that need no second choice of another axis to be told. */
const mistakes: readonly object[] = [
	{endpoint: {kind: 'single'}},
	{endpoint: {kind: 'kube-vip', address: '10.77.0.100', port: 9443}},
	{endpoint: {kind: 'keepalived-haproxy', address: '10.77.0.100', port: 6443}},
	{endpoint: {kind: 'keepalived-haproxy', address: '10.77.1.100', port: 9443}},
	{endpoint: {kind: 'external', address: '10.77.0.11', port: 6443}},
	{kubernetes: {version: '1.19'}},
	{kubernetes: {podSubnet: '10.77.0.0/16'}},
];

/** "1.20–1.31, 1.37": runs of neighbours. */
const range = (minors: readonly string[]): string =>
	minors
		.reduce<string[][]>((runs, minor) => {
			const last = runs.at(-1);
			const next = axes.version.indexOf(last?.at(-1) ?? '') + 1;
			if (last !== undefined && axes.version[next] === minor) last.push(minor);
			else runs.push([minor]);
			return runs;
		}, [])
		.map(run => [...new Set([run[0], run.at(-1)])].join('–'))
		.join(', ');

const words = {
	title: {en: 'Variants of the installation', zh: '安装的各种组合'},
	printed: {
		en: `Printed from the tables and the plan’s own checks (\`npx vitest run test/variants.test.ts -u\`); the tables are as of ${asOf}.`,
		zh: `由版本表和计划检查自动生成（\`npx vitest run test/variants.test.ts -u\`）；表中数据截至 ${asOf}。`,
	},
	releases: {en: 'Kubernetes', zh: 'Kubernetes 版本'},
	choices: {en: 'Choices', zh: '选项'},
	addons: {en: 'Add-ons', zh: '附加组件'},
	refused: {en: 'Refused', zh: '被拒绝的组合'},
	byHosts: {en: 'Refused by a host', zh: '由主机条件拒绝'},
	tested: {en: 'Tested', zh: '测试情况'},
	own: {en: 'own source', zh: '自备软件源'},
} as const satisfies Readonly<Record<string, Text>>;

const releaseCells = (version: Version, language: Language): readonly string[] => [
	version.minor,
	version.released,
	version.ended ?? '',
	version.configApi,
	version.etcd,
	version.pause,
	version.coredns,
	version.containerd.join(', '),
	version.docker,
	version.kernel.join('.'),
	version.cgroupV1 ? 'v1, v2' : 'v2',
	version.nftables,
	version.ipvs,
	version.packages === 'own' ? words.own[language] : version.packages,
	version.status,
];

const releaseHead: Readonly<Record<Language, readonly string[]>> = {
	en: [
		'minor',
		'released',
		'ended',
		'config API',
		'etcd',
		'pause',
		'CoreDNS',
		'containerd',
		'Docker through',
		'kernel from',
		'cgroup',
		'nftables',
		'ipvs',
		'packages',
		'status',
	],
	zh: [
		'小版本',
		'发布',
		'终止',
		'配置 API',
		'etcd',
		'pause',
		'CoreDNS',
		'containerd',
		'Docker 方式',
		'内核不低于',
		'cgroup',
		'nftables',
		'ipvs',
		'软件包',
		'状态',
	],
};

/** For which minors a word is taken, the usual words around it. */
const choiceCells = (axis: Axis, word: string): readonly string[] => {
	const takes = axes.version.filter(version => 'plan' in judge(withWords(['version', version], [axis, word])));
	return [axis, word, range(takes)];
};

const addonHead = {en: ['add-on', 'for', 'releases'], zh: ['组件', '用途', '版本']} as const;

const addonCells = ({id, title, releases}: Addon, language: Language): readonly string[] => [
	`\`${id}\``,
	title[language],
	releases.map(({version, from, to}) => `${version} (1.${from}–1.${to})`).join(', '),
];

/** The same sentence for neighbouring minors stands once; its numbers are the first one's. */
const refusals = (refused: readonly Refused[], language: Language): readonly string[] =>
	[
		...Map.groupBy(refused, ({one: axis, a, other, b}) =>
			axis === 'version' ? `${other}: ${b}` : `${axis}: ${a}, ${other}: ${b}`,
		),
	].map(
		([what, alike]) =>
			`- ${alike[0]!.one === 'version' ? `${range(alike.map(({a}) => a))}, ` : ''}\`${what}\`: ${alike[0]!.why[language]}`,
	);

const mistaken = (language: Language): readonly string[] =>
	mistakes.map(mistake => {
		const verdict = checkPlan({...written(usual()), ...mistake}, () => undefined);
		if ('plan' in verdict) throw new Error(`The plan takes ${JSON.stringify(mistake)}.`);
		return `- \`${JSON.stringify(mistake).slice(1, -1)}\`: ${verdict.problems[0]!.text[language]}`;
	});

const byHosts = (language: Language): readonly string[] => {
	const withoutV1 = versions.filter(({cgroupV1}) => !cgroupV1).map(({minor}) => minor);
	const kernels = [...Map.groupBy(versions, ({kernel}) => kernel.join('.'))].map(
		([kernel, all]) => `${range(all.map(({minor}) => minor))}: ${kernel}`,
	);
	return {
		en: [
			`- ${range(withoutV1)} on control groups of version 1: the kubelet does not start; boot with version 2, or plan 1.34 or older.`,
			`- A kernel older than kubeadm’s checks want (${kernels.join('; ')}): boot a newer one, or plan an older minor.`,
			`- \`proxyMode: nftables\` on a kernel older than ${nftablesKernel.join('.')}: write proxyMode: iptables, or auto.`,
			'- `network: cilium` on a kernel older than 5.10: write network: flannel.',
			'- A network component of one’s own with `firewall: ports`: its ports are its owner’s to open, the plan does not know them.',
		],
		zh: [
			`- ${range(withoutV1)} 运行在 cgroup v1 上：kubelet 无法启动；请改用 cgroup v2 启动，或在计划中写 1.34 及更早版本。`,
			`- 内核低于 kubeadm 的要求（${kernels.join('；')}）：请换用更新的内核，或在计划中写更早的版本。`,
			`- 内核低于 ${nftablesKernel.join('.')} 时使用 \`proxyMode: nftables\`：请写 proxyMode: iptables 或 auto。`,
			'- 内核低于 5.10 时使用 `network: cilium`：请写 network: flannel。',
			'- 自带网络组件并使用 `firewall: ports`：计划不知道它需要哪些端口，须自行放行。',
		],
	}[language];
};

export const variantsDocument = (language: Language): string => {
	const section = (title: Text, ...lines: readonly string[]): string =>
		`## ${title[language]}\n\n${lines.join('\n')}`;
	const choiceHead = {en: ['choice', 'word', 'minors'], zh: ['选项', '取值', '适用版本']}[language];
	return `${[
		`# ${words.title[language]}`,
		words.printed[language],
		section(
			words.releases,
			table(
				releaseHead[language],
				versions.map(version => releaseCells(version, language)),
			),
		),
		section(
			words.choices,
			table(
				choiceHead,
				axisNames
					.filter(axis => axis !== 'version')
					.flatMap(axis => axes[axis].map(word => choiceCells(axis, word))),
			),
		),
		section(
			words.addons,
			table(
				addonHead[language],
				addons.map(addon => addonCells(addon, language)),
			),
		),
		section(words.refused, ...refusals(golden().refused, language), ...mistaken(language)),
		section(words.byHosts, ...byHosts(language)),
		section(words.tested, ...tested(language)),
	].join('\n\n')}\n`;
};
