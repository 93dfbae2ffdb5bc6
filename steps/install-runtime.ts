import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {dockerConfiguration, dockerRuns} from './configure-docker.ts';
import {containerdConfigs, containerdFile, pauseImage, registryHosts} from './containerd-config.ts';
import {criDockerd, criDockerdRuns} from './cri-dockerd.ts';
import {dockerPackage} from './docker-package.ts';
import {planOf} from './plan.ts';
import {criSocketOf} from './runtime.ts';
import {containerdPackage, dockerSource, oldPackages, usesContainerd} from './runtime-packages.ts';
import {hasRead} from './has-read.ts';
import {holds, replaceFile, restoreFile, signature} from './whole-file.ts';

const majorVersion: Fragment = fragment(
	sh`major=$(containerd --version 2>/dev/null | awk '{sub(/^v/, "", $3); sub(/[.].*/, "", $3); print $3}' || true)`,
);

/** One branch per format of the configuration; what to do with it is the caller's. */
const byVersion = (given: Given, act: (content: string) => Fragment): Fragment =>
	fragment(
		sh`
			${majorVersion}
			case "$major" in
				1)
					${act(containerdConfigs[1](given))}
					;;
				2)
					${act(containerdConfigs[2](given))}
					;;
				*)
					echo "containerd does not say its version: is it installed?"
					false
					;;
			esac
		`,
	);

const configuration: Task = {
	id: 'runtime-configuration',
	title: {en: 'Configure containerd', zh: '配置 containerd'},
	why: {
		en: 'systemd must own the control groups, as it does for the kubelet; the pause image must be reachable; network plugins are in /opt/cni/bin.',
		zh: 'cgroup 要由 systemd 管理（与 kubelet 一致），pause 镜像要能拉到，网络插件目录是 /opt/cni/bin。',
	},
	target: 'every-host',
	when: usesContainerd,
	risk: 'disruptive',
	check: {ask: given => sh`${byVersion(given, content => holds(containerdFile, content))}`},
	run: given => sh`
		${byVersion(given, content => replaceFile(containerdFile, content, '644'))}
		systemctl enable containerd
		systemctl restart containerd
	`,
	undo: () => sh`
		${restoreFile(containerdFile)}
		systemctl restart containerd
	`,
	usually: 5,
};

const mirrors: Task = {
	id: 'registry-mirrors',
	title: {en: 'Tell containerd where to pull from', zh: '配置镜像仓库地址'},
	why: {
		en: "The plan names registries that are asked in another's place, or without a trusted certificate.",
		zh: '计划中指定了镜像加速地址，或证书不受信任的仓库。',
	},
	target: 'every-host',
	when: given => usesContainerd(given) && registryHosts(given).length > 0,
	risk: 'changes',
	usually: 5,
	check: {
		ask: given => conditions(registryHosts(given).map(({path, content}) => holds(path, content))),
	},
	// containerd reads these files at every pull: no restart.
	run: given => lines(registryHosts(given).map(({path, content}) => replaceFile(path, content, '644'))),
	undo: given => lines(registryHosts(given).map(({path}) => restoreFile(path))),
};

const lines = (parts: readonly Fragment[]): string => parts.map(part => part.bash).join('\n');
const conditions = (parts: readonly Fragment[]): string => parts.map(part => part.bash).join(' && ');

const running: Task = {
	id: 'runtime-running',
	title: {en: 'containerd runs with these settings', zh: 'containerd 已按此配置运行'},
	why: {
		en: 'What it reports is what counts: a misspelt key is ignored in silence, and a kubelet on another cgroup driver restarts for ever.',
		zh: '以它自己报告的为准：写错的键会被静默忽略；kubelet 的 cgroup 驱动不一致则会不停重启。',
	},
	target: 'every-host',
	when: usesContainerd,
	risk: 'disruptive',
	check: {
		ask: given => sh`
			settings=$(containerd config dump 2>/dev/null || true)
			wrong=0
			systemctl is-active --quiet containerd || { echo "containerd is not running" >&2; wrong=1; }
			systemctl is-enabled --quiet containerd || { echo "containerd does not start at boot" >&2; wrong=1; }
			${hasRead('containerd', containerdFile)} || { echo "containerd runs with settings from before its file changed"; wrong=1; }
			for wanted in 'SystemdCgroup = true' ${pauseImage(given)} /opt/cni/bin; do
				case "$settings" in
					*"$wanted"*) echo "$wanted" ;;
					*)
						echo "not in its settings: $wanted"
						wrong=1
						;;
				esac
			done
			exit "$wrong"
		`,
	},
	run: () => sh`
		systemctl enable containerd
		systemctl restart containerd
		containerd config dump | grep -E 'SystemdCgroup|sandbox|bin_dir|conf_dir|config_path' || true
	`,
	undo: 'nothing-to-undo',
	usually: 5,
};

const crictlFile = '/etc/crictl.yaml';
const crictlText = (given: Given): string => {
	const endpoint = `unix://${criSocketOf(planOf(given)).replace(/^unix:\/\//, '')}`;
	return `# ${signature}
runtime-endpoint: ${endpoint}
image-endpoint: ${endpoint}
timeout: 10
`;
};

const crictl: Task = {
	id: 'crictl-endpoint',
	title: {en: 'Point crictl at the runtime', zh: '让 crictl 连接容器运行时'},
	why: {
		en: 'Without it crictl tries the sockets of runtimes that are not here, one after the other, and warns each time.',
		zh: '不配置的话，crictl 每次都会逐个尝试不存在的运行时套接字并告警。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {ask: given => sh`${holds(crictlFile, crictlText(given))}`},
	run: given => sh`${replaceFile(crictlFile, crictlText(given), '644')}`,
	undo: () => sh`${restoreFile(crictlFile)}`,
};

export const installRuntime: Stage = {
	id: 'runtime',
	title: {en: 'Container runtime', zh: '容器运行时'},
	why: {
		en: 'The kubelet starts nothing by itself: containerd, or Docker, pulls the images and runs the containers.',
		zh: 'kubelet 自己不启动容器，由 containerd 或 Docker 拉取镜像并运行容器。',
	},
	tasks: [
		oldPackages,
		dockerSource,
		containerdPackage,
		configuration,
		mirrors,
		running,
		dockerPackage,
		dockerConfiguration,
		dockerRuns,
		criDockerd,
		criDockerdRuns,
		crictl,
	],
};
