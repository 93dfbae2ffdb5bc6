// Which containerd, from where, and nothing beside it.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {suits as dockerSuits} from './docker-package.ts';
import {dockerPackagesOf} from './mirrors.ts';
import {hasOwnSource} from './package-source.ts';
import {packagesOf} from './packages.ts';
import {planOf, type Plan} from './plan.ts';
import {fetchKey, hasKey, keyPath, type Source, sourcePath, sourceText} from './source-file.ts';
import {redHatRelease, systemOf} from './system.ts';
import {versionOf} from './versions.ts';
import {holds, replaceFile, restoreFile} from './whole-file.ts';

export const usesContainerd = (given: Given): boolean => planOf(given).runtime === 'containerd';

const thePackage = fragment('"$package"');

const older = ['docker', 'docker-common', 'docker-engine', 'podman-docker'] as const;

/** By the plan's runtime: packages that go whatever version they have. */
const conflicting: Readonly<Record<Plan['runtime'], readonly string[]>> = {
	containerd: [...older, 'docker.io', 'docker-doc', 'docker-compose'],
	docker: older,
};

/** Prints those that are here. docker.io may be just what a plan with Docker installs: it goes when its version does not suit. */
const installedOld = (given: Given): Fragment => {
	const {runtime} = planOf(given);
	const any = sh`
		for package in ${conflicting[runtime]}; do
			if ${packagesOf(given).isInstalled(thePackage)}; then echo "$package"; fi
		done
	`;
	if (runtime === 'containerd' || systemOf(given).family !== 'apt') return fragment(any);
	return fragment(sh`
		${fragment(any)}
		if ${packagesOf(given).isInstalled('docker.io')}; then
			version=$(${packagesOf(given).installed('docker.io')})
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
			${packagesOf(given).remove(thePackage)}
		done
	`,
	undo: given => sh`
		if [ -e ${removed} ]; then
			while read -r package; do ${packagesOf(given).install(thePackage)} < /dev/null; done < ${removed}
			rm ${removed}
		fi
	`,
	retries: 1,
};

/** Docker's documented file and key names: a host that has them already keeps one source, not two that contradict. */
export const dockerRepository = (given: Given): Source => {
	const {id, codename} = systemOf(given);
	const release = redHatRelease(systemOf(given));
	const place = release === undefined ? id : id === 'fedora' || id === 'rhel' ? id : 'centos';
	const base = `${dockerPackagesOf(planOf(given))}/linux/${place}`;
	return {
		name: release === undefined ? 'docker' : 'docker-ce',
		why: 'the packages of Docker and its containerd.',
		apt: `${base} ${codename} stable`,
		dnf: `${base}/${release ?? ''}/$basearch/stable`,
		key: `${base}/gpg`,
		pinned: ['containerd.io', 'docker-ce', 'docker-ce-cli'],
	};
};

const keyring = (given: Given): string => keyPath(given, dockerRepository(given));

export const dockerSource: Task = {
	id: 'runtime-source',
	title: {en: "Add Docker's package source", zh: '添加 Docker 官方软件源'},
	why: {
		en: 'It has the lines that this Kubernetes is tested with; the distribution has only one, often an old one.',
		zh: '这里有与当前 Kubernetes 版本配套测试过的版本，发行版里通常只有一个较旧的版本。',
	},
	target: 'every-host',
	when: given => !hasOwnSource(given),
	risk: 'changes',
	check: {
		ask: given => sh`
			# Where $basearch stands in the file, the package manager fills it in.
			# shellcheck disable=SC2016
			${holds(sourcePath(given, dockerRepository(given)), sourceText(given, dockerRepository(given)))} && ${hasKey(given, dockerRepository(given))}
		`,
	},
	run: given => sh`
		${fetchKey(given, dockerRepository(given))}
		${replaceFile(sourcePath(given, dockerRepository(given)), sourceText(given, dockerRepository(given)), '644')}
		${packagesOf(given).refresh}
	`,
	undo: given => sh`
		${restoreFile(sourcePath(given, dockerRepository(given)))}
		rm -f ${keyring(given)}
	`,
	usually: 10,
	waitingFor: {en: 'download.docker.com', zh: 'download.docker.com 的响应'},
	retries: 2,
};

/** Docker built nothing newer than 1.6 for Red Hat's release 7; it speaks what the kubelets that run there ask for. */
export const containerdLines = (given: Given): readonly string[] => {
	const lines = versionOf(planOf(given).kubernetes.version).containerd;
	return redHatRelease(systemOf(given)) === 7 && !lines.includes('1.6') ? [...lines, '1.6'] : lines;
};

/** A condition on $version: it is of a line that suits this Kubernetes. */
const suits = (given: Given): Fragment =>
	fragment(
		`case "$version" in ${containerdLines(given)
			.map(line => `${line}.*`)
			.join(' | ')}) true ;; *) false ;; esac`,
	);

const installedVersion: Fragment = fragment(
	sh`version=$(containerd --version 2>/dev/null | awk '{sub(/^v/, "", $3); print $3}' || true)`,
);

/** containerd.io is Docker's package, containerd the distribution's; only one of them can be installed. */
const packages = ['containerd.io', 'containerd'] as const;

/** A condition. */
const isPinned = (given: Given): Fragment =>
	fragment(sh`{ ${packagesOf(given).isHeld('containerd.io')} || ${packagesOf(given).isHeld('containerd')}; }`);

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
			${suits(given)} && ${isPinned(given)}
		`,
	},
	run: given => sh`
		${packagesOf(given).refresh}
		for package in ${packages}; do
			${packagesOf(given).available(thePackage)} | awk -v package="$package" 'NR <= 8 {print package, $1}' || true
		done
		chosen=''
		# The line advised first is looked for first, in each package.
		for line in ${containerdLines(given)}; do
			for package in ${packages}; do
				version=$(${packagesOf(given).available(thePackage)} | awk -v line="$line." 'index($1, line) == 1 && found == "" {found = $1} END {print found}' || true)
				if [ -n "$version" ]; then chosen=${packagesOf(given).exactly('$package', '$version')}; break 2; fi
			done
		done
		if [ -z "$chosen" ]; then
			echo "The package sources have no containerd ${fragment(containerdLines(given).join(' or '))}: add a source that has one under mirrors.packages.${fragment(systemOf(given).family === 'apt' ? 'apt' : 'dnf')} in the plan."
			exit 1
		fi
		echo "chosen: $chosen"
		${packagesOf(given).installPinned(fragment('"$chosen"'))}
		${packagesOf(given).hold(thePackage)}
	`,
	undo: given => sh`
		for package in ${packages}; do
			if ${packagesOf(given).isInstalled(thePackage)}; then
				${packagesOf(given).release(thePackage)}
				${packagesOf(given).remove(thePackage)}
			fi
		done
	`,
	usually: 40,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};
