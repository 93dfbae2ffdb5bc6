// Which containerd, from where, and nothing beside it.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {isInstalled, install, remove, updateLists} from './apt.ts';
import {dockerPackagesOf} from './mirrors.ts';
import {fetchKey, hasOwnSource} from './package-source.ts';
import {suits as dockerSuits, usesDocker} from './docker-package.ts';
import {planOf, type Plan} from './plan.ts';
import {versionOf} from './versions.ts';

const adviceOf = (given: Given) => versionOf(planOf(given).kubernetes.version).containerd;

export const usesContainerd = (given: Given): boolean => planOf(given).runtime === 'containerd';

export const needsDockerSource = (given: Given): boolean =>
	!hasOwnSource(given) && (usesDocker(given) || adviceOf(given).from === 'docker');

/** By the plan's runtime: packages that go whatever version they have. */
const conflicting: Readonly<Record<Plan['runtime'], readonly string[]>> = {
	containerd: ['docker.io', 'docker-engine', 'docker-doc', 'docker-compose', 'podman-docker'],
	docker: ['docker-engine', 'podman-docker'],
};

/** Prints those that are here. docker.io may be just what a plan with Docker installs: it goes when its version does not suit. */
const installedOld = (given: Given): Fragment => {
	const {runtime} = planOf(given);
	const any = sh`
		for package in ${conflicting[runtime]}; do
			if ${isInstalled(fragment('"$package"'))}; then echo "$package"; fi
		done
	`;
	if (runtime === 'containerd') return fragment(any);
	return fragment(sh`
		${fragment(any)}
		if ${isInstalled('docker.io')}; then
			version=$(dpkg -s docker.io | awk '$1 == "Version:" {print $2}')
			if ! ${dockerSuits(given)}; then echo docker.io; fi
		fi
	`);
};
const removed = '/var/lib/kubewalk/removed-packages';

export const oldPackages: Task = {
	id: 'old-runtime-packages',
	title: {en: 'Remove packages that get in the way', zh: '移除冲突的软件包'},
	why: {
		en: "Older and the distribution's packages of docker bring settings of their own and conflict with what is installed next.",
		zh: '旧的以及发行版自带的 docker 软件包有自己的配置，并且与接下来要安装的软件包冲突。',
	},
	target: 'every-host',
	risk: 'disruptive',
	usually: 5,
	check: {
		ask: given => sh`
			found=$({ ${installedOld(given)}; } | paste -sd ' ' -)
			if [ -n "$found" ]; then
				echo "installed: $found"
				exit 1
			fi
		`,
	},
	run: given => sh`
		mkdir -p /var/lib/kubewalk
		found=$(${installedOld(given)})
		for package in $found; do
			echo "$package" >> ${removed}
			${remove(fragment('"$package"'))}
		done
	`,
	undo: () => sh`
		if [ -e ${removed} ]; then
			while read -r package; do ${install(fragment('"$package"'))} < /dev/null; done < ${removed}
			rm ${removed}
		fi
	`,
	retries: 1,
};

const list = '/etc/apt/sources.list.d/docker.list';
const keyring = '/etc/apt/keyrings/docker.asc';

/** Docker's documented file and key names: a host that has them already keeps one source, not two that contradict. */
const sourceLine = (given: Given): Fragment =>
	fragment(sh`
	system=$(awk -F= '$1 == "ID" {gsub(/"/, "", $2); print $2}' /etc/os-release)
	release=$(awk -F= '$1 == "VERSION_CODENAME" {gsub(/"/, "", $2); print $2}' /etc/os-release)
	line="deb [signed-by=/etc/apt/keyrings/docker.asc] "${dockerPackagesOf(planOf(given))}"/linux/$system $release stable"
`);

export const dockerSource: Task = {
	id: 'runtime-source',
	title: {en: "Add Docker's package source", zh: '添加 Docker 官方软件源'},
	why: {
		en: 'It has the lines that this Kubernetes is tested with; the distribution has only one, often an old one.',
		zh: '这里有与当前 Kubernetes 版本配套测试过的版本，发行版里通常只有一个较旧的版本。',
	},
	target: 'every-host',
	when: needsDockerSource,
	risk: 'changes',
	check: {
		ask: given => sh`
			${sourceLine(given)}
			grep -qxF "$line" ${list} 2>/dev/null && [ -s ${keyring} ]
		`,
	},
	run: given => sh`
		${sourceLine(given)}
		${fetchKey(`${dockerPackagesOf(planOf(given))}/linux/debian/gpg`, keyring)}
		echo "$line" > ${list}
		${updateLists}
	`,
	undo: () => sh`rm -f ${list} ${keyring}`,
	usually: 10,
	waitingFor: {en: 'download.docker.com', zh: 'download.docker.com 的响应'},
	retries: 2,
};

/** A condition on $version: it is of a line that suits this Kubernetes. */
const suits = (given: Given): Fragment =>
	fragment(
		`case "$version" in ${adviceOf(given)
			.lines.map(line => `${line}.*`)
			.join(' | ')}) true ;; *) false ;; esac`,
	);

const installedVersion: Fragment = fragment(
	sh`version=$(containerd --version 2>/dev/null | awk '{sub(/^v/, "", $3); print $3}' || true)`,
);

/** containerd.io is Docker's package, containerd the distribution's; only one of them can be installed. */
const packages = (given: Given): readonly string[] =>
	adviceOf(given).from === 'docker' || hasOwnSource(given) ? ['containerd.io', 'containerd'] : ['containerd'];

const heldHere = fragment(sh`apt-mark showhold | grep -Ex 'containerd(\.io)?' >/dev/null`);

export const containerdPackage: Task = {
	id: 'runtime-package',
	title: {en: 'Install containerd, pinned', zh: '安装并锁定 containerd'},
	why: {
		en: 'The version is one this Kubernetes works with, and it stays until somebody decides otherwise: an unattended upgrade would restart every container.',
		zh: '选用与当前 Kubernetes 匹配的版本并锁定，避免无人值守升级把所有容器重启。',
	},
	target: 'every-host',
	when: usesContainerd,
	risk: 'changes',
	check: {
		ask: given => sh`
			${installedVersion}
			echo "installed: $version"
			${suits(given)} && ${heldHere}
		`,
	},
	run: given => sh`
		${updateLists}
		for package in ${packages(given)}; do apt-cache madison "$package" 2>/dev/null | awk 'NR <= 8' || true; done
		chosen=''
		# The line advised first is looked for first, in each package.
		for line in ${adviceOf(given).lines}; do
			for package in ${packages(given)}; do
				version=$(apt-cache madison "$package" 2>/dev/null | awk -v line="$line." 'index($3, line) == 1 && found == "" {found = $3} END {print found}' || true)
				if [ -n "$version" ]; then chosen="$package=$version"; break 2; fi
			done
		done
		if [ -z "$chosen" ]; then
			echo "The package sources have no containerd ${fragment(adviceOf(given).lines.join(' or '))}: add a source that has one under mirrors.packages.apt in the plan."
			exit 1
		fi
		echo "chosen: $chosen"
		${install('--allow-change-held-packages', fragment('"$chosen"'))}
		apt-mark hold "${fragment('${chosen%%=*}')}"
	`,
	undo: () => sh`
		for package in containerd.io containerd; do
			if ${isInstalled(fragment('"$package"'))}; then
				apt-mark unhold "$package"
				${remove(fragment('"$package"'))}
			fi
		done
	`,
	usually: 40,
	waitingFor: {en: "the package source, or dpkg's lock", zh: '软件源的响应，或 dpkg 锁'},
	retries: 2,
};
