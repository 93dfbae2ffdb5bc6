// Where packages come from when the plan names a source of its own; every later stage installs through it.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {areInstalled, packagesOf} from './packages.ts';
import {planOf} from './plan.ts';
import {fetchKey, hasKey, keyPath, type Source, sourcePath, sourceText} from './source-file.ts';
import {systemOf} from './system.ts';
import {holds, replaceFile, restoreFile} from './whole-file.ts';

/** Whatever installs Kubernetes and its runtime: none of it goes on by itself. */
const pinned = [
	'kubelet',
	'kubeadm',
	'kubectl',
	'cri-tools',
	'kubernetes-cni',
	'containerd.io',
	'docker-ce',
	'docker-ce-cli',
] as const;

/** For one family at least: which of them a host belongs to is known when it is reached. */
export const hasOwnSource = (given: Given): boolean => {
	const {apt, dnf} = planOf(given).mirrors.packages ?? {};
	return apt !== undefined || dnf !== undefined;
};

const own = (given: Given): Source => {
	const {apt = '', dnf = '', key} = planOf(given).mirrors.packages ?? {};
	return {name: 'kubewalk', why: "the plan's package source.", apt: apt.replace(/^deb\s+/, ''), dnf, key, pinned};
};

/** What the plan has for the host's family; undefined when it has a source for the other family only. */
export const ownAddress = (given: Given): string | undefined => {
	const {apt, dnf} = planOf(given).mirrors.packages ?? {};
	return systemOf(given).family === 'apt' ? apt : dnf;
};

/** The address in a line of sources.list or of a repository, when it is one that curl can ask. */
export const addressIn = (line: string): string | undefined => /\bhttps?:\/\/\S+/.exec(line)?.[0];

const hasNone = (given: Given): string => {
	const {family} = systemOf(given);
	const key = family === 'apt' ? 'mirrors.packages.apt' : 'mirrors.packages.dnf';
	return sh`
		echo ${`The plan names no package source for ${family}, which this host installs with: write ${key}.`} >&2
		exit 1
	`;
};

const takeBack = (given: Given): Fragment =>
	fragment(sh`
		${restoreFile(sourcePath(given, own(given)))}
		rm -f ${keyPath(given, own(given))}
	`);

export const ownPackageSource: Task = {
	id: 'own-package-source',
	title: {en: "Add the plan's package source", zh: '添加计划中指定的软件源'},
	why: {
		en: 'The plan names a package source of its own. Everything that is installed later comes through it.',
		zh: '计划里指定了自己的软件源，后面所有软件包都从这里安装。',
	},
	fix: {
		en: 'Correct mirrors.packages in the plan: it names a source that this host can reach and that has kubeadm (curl -v ADDRESS tells more). A source that does not answer is taken away again.',
		zh: '改正计划中的 mirrors.packages：应为本机可访问且包含 kubeadm 的软件源（用 curl -v 地址 进一步查看）。没有应答的软件源已被撤下。',
	},
	target: 'every-host',
	when: hasOwnSource,
	risk: 'changes',
	check: {
		ask: given =>
			ownAddress(given) === undefined
				? hasNone(given)
				: sh`${holds(sourcePath(given, own(given)), sourceText(given, own(given)))} && ${hasKey(given, own(given))}`,
	},
	run: given =>
		ownAddress(given) === undefined
			? hasNone(given)
			: sh`
				${fetchKey(given, own(given))}
				${replaceFile(sourcePath(given, own(given)), sourceText(given, own(given)))}
				${packagesOf(given).refresh} || true
				found=$(${packagesOf(given).available('kubeadm')})
				if [ -z "$found" ]; then
					${takeBack(given)}
					echo ${`The source in the plan does not answer or has no kubeadm, and was taken away again: correct mirrors.packages.${systemOf(given).family === 'apt' ? 'apt' : 'dnf'}.`} >&2
					exit 1
				fi
			`,
	undo: given => sh`${takeBack(given)}`,
	usually: 15,
	waitingFor: {en: 'the package source', zh: '软件源的响应'},
	retries: 2,
};

/** A minimal Debian or Ubuntu has gpgv and no gpg: without it nobody can tell when a signing key ends. dnf and yum bring theirs. */
const tools = (given: Given): readonly string[] => [
	'ca-certificates',
	'curl',
	...(systemOf(given).family === 'apt' ? ['gpg'] : []),
];

/** Everything after this fetches keys and asks addresses with curl. */
export const fetchingTools: Task = {
	id: 'fetching-tools',
	title: {en: 'Have curl, gpg and the CA certificates', zh: '准备 curl、gpg 和 CA 证书'},
	why: {
		en: 'Signing keys and health endpoints are fetched with curl over https, and gpg reads when a key ends; a minimal system may have none of them.',
		zh: '签名密钥和健康检查都要用 curl 走 https 获取，密钥何时到期要用 gpg 读取；最小化安装的系统里可能没有。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {
		ask: given => sh`
			${areInstalled(given, ...tools(given))}
		`,
	},
	run: given => sh`
		${packagesOf(given).refresh}
		${packagesOf(given).install(...tools(given))}
	`,
	// Other programs may need them by now, and they harm nobody.
	undo: 'nothing-to-undo',
	usually: 20,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};
