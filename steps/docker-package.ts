// Which Docker Engine, from where.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {packagesOf} from './packages.ts';
import {planOf} from './plan.ts';
import {type RuntimeKind, runtimeKindOf} from './runtime.ts';
import {systemOf} from './system.ts';

/**
 * Lines of Docker that suit, the advised one first. kubeadm up to 1.20 knows 19.03 at most, up to 1.23 20.10, and warns of
 * newer ones; the shim was never tried with Docker 25 and later. cri-dockerd asks for API 1.44 at most, which Docker 29,
 * the first that refuses older ones, still speaks.
 */
const lines: Readonly<Record<Exclude<RuntimeKind, 'containerd'>, readonly string[]>> = {
	dockershim: ['20.10', '19.03', '23.0', '24.0'],
	'cri-dockerd': ['28', '29', '27', '26', '25', '24', '23', '20.10'],
};

export const dockerLines = (given: Given): readonly string[] => {
	const kind = runtimeKindOf(planOf(given));
	return kind === 'containerd' ? [] : lines[kind];
};

export const usesDocker = (given: Given): boolean => planOf(given).runtime === 'docker';

/** A condition on $version, without epoch: it is of a line that suits this Kubernetes. */
export const suits = (given: Given): Fragment =>
	fragment(
		`case "$version" in ${dockerLines(given)
			.map(line => `${line}.*`)
			.join(' | ')}) true ;; *) false ;; esac`,
	);

/** docker-ce is Docker's package, docker.io the distribution's; only one of them can be installed. */
const packages = (given: Given): readonly string[] =>
	systemOf(given).family === 'apt' ? ['docker-ce', 'docker.io'] : ['docker-ce'];

const thePackage = fragment('"$package"');

/** The client is a package of its own, which must not run ahead of it. As an rpm it has another epoch: 1 beside 3. */
const clientOf = (given: Given): Fragment =>
	packagesOf(given).exactly('docker-ce-cli', systemOf(given).family === 'apt' ? '$version' : '${version#*:}');

/** Everything that either of them brings. */
const all = ['docker-ce', 'docker-ce-cli', 'containerd.io', 'docker.io', 'containerd', 'runc'] as const;

/** A condition. */
const isPinned = (given: Given): Fragment =>
	fragment(sh`{ ${packagesOf(given).isHeld('docker-ce')} || ${packagesOf(given).isHeld('docker.io')}; }`);

export const dockerPackage: Task = {
	id: 'docker-package',
	title: {en: 'Install Docker, pinned', zh: '安装并锁定 Docker'},
	why: {
		en: 'The version is one this Kubernetes works with, and it stays until somebody decides otherwise: an upgrade of Docker restarts every container.',
		zh: '选用与当前 Kubernetes 匹配的版本并锁定：升级 Docker 会重启所有容器。',
	},
	target: 'every-host',
	when: usesDocker,
	risk: 'changes',
	check: {
		ask: given => sh`
			version=$(dockerd --version 2>/dev/null | awk '{sub(/,$/, "", $3); print $3}' || true)
			echo "installed: $version"
			${suits(given)} && ${isPinned(given)}
		`,
	},
	run: given => sh`
		${packagesOf(given).refresh}
		set -- ${packages(given)}
		for package in "$@"; do
			${packagesOf(given).available(thePackage)} | awk 'NR <= 8' || true
		done
		chosen=''
		# The line advised first is looked for first, in each package; docker-ce's versions may begin with an epoch.
		for line in ${dockerLines(given)}; do
			for package in "$@"; do
				version=$(${packagesOf(given).available(thePackage)} | awk -v line="$line." '{plain = $1; sub(/^[0-9]+:/, "", plain)} index(plain, line) == 1 && found == "" {found = $1} END {print found}' || true)
				if [ -n "$version" ]; then chosen=$package; break 2; fi
			done
		done
		if [ -z "$chosen" ]; then
			echo "The package sources have no Docker ${fragment(dockerLines(given).join(', '))}: add a source that has one under mirrors.packages.${fragment(systemOf(given).family === 'apt' ? 'apt' : 'dnf')} in the plan, or write runtime: containerd."
			exit 1
		fi
		echo "chosen: $chosen $version"
		case "$chosen" in
			docker-ce)
				${packagesOf(given).installPinned(
					packagesOf(given).exactly('docker-ce', '$version'),
					clientOf(given),
					'containerd.io',
				)}
				${packagesOf(given).hold('docker-ce', 'docker-ce-cli', 'containerd.io')}
				;;
			*)
				${packagesOf(given).installPinned(packagesOf(given).exactly('$chosen', '$version'))}
				${packagesOf(given).hold('docker.io', 'containerd')}
				;;
		esac
	`,
	undo: given => sh`
		for package in ${all}; do
			if ${packagesOf(given).isInstalled(thePackage)}; then
				${packagesOf(given).release(thePackage)}
				${packagesOf(given).remove(thePackage)}
			fi
		done
	`,
	usually: 60,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};
