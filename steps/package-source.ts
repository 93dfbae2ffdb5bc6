// Where packages come from when the plan names a source of its own; every later stage installs through it.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {isInstalled, install, updateLists} from './apt.ts';
import {planOf} from './plan.ts';
import {holds, replaceFile, restoreFile, signature} from './whole-file.ts';

const list = '/etc/apt/sources.list.d/kubewalk.list';
const keyring = '/etc/apt/keyrings/kubewalk.asc';

export const hasOwnSource = (given: Given): boolean => planOf(given).mirrors.packages?.apt !== undefined;

/** The plan's line with the key that goes with it, unless the line brings its own options. */
const ownSource = (given: Given): string => {
	const {apt, key} = planOf(given).mirrors.packages ?? {};
	const line = apt ?? '';
	if (key === undefined || line.includes('[')) return line;
	return line.replace(/^deb\s+/, `deb [signed-by=${keyring}] `);
};

/** The address in a line of sources.list, when it is one that curl can ask. */
export const addressIn = (line: string): string | undefined => /\bhttps?:\/\/\S+/.exec(line)?.[0];

/** Fetches a signing key; apt reads armoured keys from files that end in .asc. */
export const fetchKey = (url: string, path: string): Fragment =>
	fragment(
		sh`
			mkdir -p /etc/apt/keyrings
			if command -v curl >/dev/null; then
				curl -fsSL --retry 3 --max-time 60 -o ${path} ${url}
			else
				/usr/lib/apt/apt-helper download-file ${url} ${path}
			fi
			chmod 644 ${path}
		`,
	);

const content = (given: Given): string => `# ${signature}: the plan's package source.\n${ownSource(given)}\n`;

const haveKey = (given: Given): Fragment =>
	fragment(planOf(given).mirrors.packages?.key === undefined ? 'true' : sh`[ -s ${keyring} ]`);

const getKey = (given: Given): Fragment => {
	const {key} = planOf(given).mirrors.packages ?? {};
	return key === undefined
		? fragment('# The line itself says that the source needs no key.')
		: fetchKey(key, keyring);
};

export const ownPackageSource: Task = {
	id: 'own-package-source',
	title: {en: "Add the plan's package source", zh: '添加计划中指定的软件源'},
	why: {
		en: 'The plan names a package source of its own. Everything that is installed later comes through it.',
		zh: '计划里指定了自己的软件源，后面所有软件包都从这里安装。',
	},
	target: 'every-host',
	when: hasOwnSource,
	risk: 'changes',
	check: {ask: given => sh`${holds(list, content(given))} && ${haveKey(given)}`},
	run: given => sh`
		${getKey(given)}
		${replaceFile(list, content(given))}
		${updateLists}
	`,
	undo: () => sh`
		${restoreFile(list)}
		rm -f ${keyring}
	`,
	usually: 15,
	waitingFor: {en: 'the package source', zh: '软件源的响应'},
	retries: 2,
};

/** Everything after this fetches keys and asks addresses with curl. */
export const fetchingTools: Task = {
	id: 'fetching-tools',
	title: {en: 'Have curl and the CA certificates', zh: '准备 curl 和 CA 证书'},
	why: {
		en: 'Signing keys and health endpoints are fetched with curl over https; a minimal Debian has neither.',
		zh: '签名密钥和健康检查都要用 curl 走 https 获取，最小化安装的 Debian 里可能没有。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {
		ask: () => sh`
			${isInstalled('curl')} && ${isInstalled('ca-certificates')}
		`,
	},
	run: () => sh`
		${updateLists}
		${install('ca-certificates', 'curl')}
	`,
	// Other programs may need them by now, and they harm nobody.
	undo: 'nothing-to-undo',
	usually: 20,
	waitingFor: {en: "the package source, or dpkg's lock", zh: '软件源的响应，或 dpkg 锁'},
	retries: 2,
};
