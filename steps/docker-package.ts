// Which Docker Engine, from where.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {isInstalled, install, remove, updateLists} from './apt.ts';
import {planOf} from './plan.ts';
import {type RuntimeKind, runtimeKindOf} from './runtime.ts';

/**
 * Lines of Docker that suit, the advised one first. kubeadm up to 1.20 knows 19.03 at most, up to 1.23 20.10, and warns of
 * newer ones; the shim was never tried with Docker 25 and later. cri-dockerd asks for API 1.44 at most, which Docker 29,
 * the first that refuses older ones, still speaks.
 */
const lines: Readonly<Record<Exclude<RuntimeKind, 'containerd'>, readonly string[]>> = {
	dockershim: ['20.10', '19.03', '23.0', '24.0'],
	'cri-dockerd': ['28', '29', '27', '26', '25', '24', '23', '20.10'],
};

const linesFor = (given: Given): readonly string[] => {
	const kind = runtimeKindOf(planOf(given));
	return kind === 'containerd' ? [] : lines[kind];
};

export const usesDocker = (given: Given): boolean => planOf(given).runtime === 'docker';

/** A condition on $version, without epoch: it is of a line that suits this Kubernetes. */
export const suits = (given: Given): Fragment =>
	fragment(
		`case "$version" in ${linesFor(given)
			.map(line => `${line}.*`)
			.join(' | ')}) true ;; *) false ;; esac`,
	);

/** docker-ce is Docker's package, docker.io the distribution's; only one of them can be installed. */
const packages = ['docker-ce', 'docker.io'] as const;

/** The client of docker-ce is a package of its own, which must not run ahead of it. */
const all = ['docker-ce', 'docker-ce-cli', 'containerd.io', 'docker.io', 'containerd', 'runc'] as const;

const held = fragment(sh`apt-mark showhold | grep -Ex 'docker(-ce|[.]io)' >/dev/null`);

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
			${suits(given)} && ${held}
		`,
	},
	run: given => sh`
		${updateLists}
		for package in ${packages}; do apt-cache madison "$package" 2>/dev/null | awk 'NR <= 8' || true; done
		chosen=''
		# The line advised first is looked for first, in each package; docker-ce's versions begin with an epoch.
		for line in ${linesFor(given)}; do
			for package in ${packages}; do
				version=$(apt-cache madison "$package" 2>/dev/null | awk -v line="$line." '{plain = $3; sub(/^[0-9]+:/, "", plain)} index(plain, line) == 1 && found == "" {found = $3} END {print found}' || true)
				if [ -n "$version" ]; then chosen="$package=$version"; break 2; fi
			done
		done
		if [ -z "$chosen" ]; then
			echo "The package sources have no Docker ${fragment(linesFor(given).join(', '))}: add a source that has one under mirrors.packages.apt in the plan, or write runtime: containerd."
			exit 1
		fi
		echo "chosen: $chosen"
		case "$chosen" in
			docker-ce=*)
				${install('--allow-change-held-packages', fragment('"$chosen"'), fragment('"docker-ce-cli=$version"'), 'containerd.io')}
				apt-mark hold docker-ce docker-ce-cli containerd.io
				;;
			*)
				${install('--allow-change-held-packages', fragment('"$chosen"'))}
				apt-mark hold docker.io containerd
				;;
		esac
	`,
	undo: () => sh`
		for package in ${all}; do
			if ${isInstalled(fragment('"$package"'))}; then
				apt-mark unhold "$package"
				${remove(fragment('"$package"'))}
			fi
		done
	`,
	usually: 60,
	waitingFor: {en: "the package source, or dpkg's lock", zh: '软件源的响应，或 dpkg 锁'},
	retries: 2,
};
