import type {Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {daemonFile, daemonIsSet, restoreDaemon, setDaemon} from './docker-config.ts';
import {usesDocker} from './docker-package.ts';
import {hasRead} from './has-read.ts';
import {dockerHubMirrorOf} from './mirrors.ts';
import {planOf} from './plan.ts';

/** Docker puts a slash at the end of what it was told. */
const names = (hub: string): Fragment =>
	fragment(sh`
		case "$mirrors" in
			*${`"${hub}`}*) ;;
			*) wrong=1 ;;
		esac
	`);

export const dockerConfiguration: Task = {
	id: 'docker-configuration',
	title: {en: 'Configure Docker', zh: '配置 Docker'},
	why: {
		en: 'systemd must own the control groups, as it does for the kubelet, and logs must not fill the disk. Settings that are there already stay; ours are put among them.',
		zh: 'cgroup 要由 systemd 管理（与 kubelet 一致），日志不能占满磁盘。已有的设置会保留，只补充所需的部分。',
	},
	target: 'every-host',
	when: usesDocker,
	risk: 'disruptive',
	check: {ask: given => sh`${daemonIsSet(given)}`},
	run: given => sh`
		${setDaemon(given)}
		systemctl restart docker
	`,
	undo: () => sh`
		${restoreDaemon}
		systemctl restart docker
	`,
	usually: 5,
};

export const dockerRuns: Task = {
	id: 'docker-running',
	title: {en: 'Docker runs with these settings', zh: 'Docker 已按此配置运行'},
	why: {
		en: 'What the running daemon reports is what counts: it reads its file only when it starts, and a kubelet on another cgroup driver restarts for ever.',
		zh: '以运行中的守护进程报告的为准：它只在启动时读取配置；kubelet 的 cgroup 驱动不一致则会不停重启。',
	},
	target: 'every-host',
	when: usesDocker,
	risk: 'disruptive',
	check: {
		ask: given => {
			const hub = dockerHubMirrorOf(planOf(given));
			return sh`
				wrong=0
				systemctl is-active --quiet docker || { echo "docker is not running" >&2; wrong=1; }
				systemctl is-enabled --quiet docker || { echo "docker does not start at boot" >&2; wrong=1; }
				${hasRead('docker', daemonFile)} || { echo "docker runs with settings from before its file changed"; wrong=1; }
				driver=$(docker info -f '{{.CgroupDriver}}' 2>/dev/null || true)
				echo "cgroup driver: $driver"
				[ "$driver" = systemd ] || wrong=1
				mirrors=$(docker info -f '{{json .RegistryConfig.Mirrors}}' 2>/dev/null || true)
				echo "mirrors of Docker Hub: $mirrors"
				${hub === undefined ? fragment('') : names(hub)}
				exit "$wrong"
			`;
		},
	},
	run: () => sh`
		systemctl enable docker
		systemctl restart docker
		docker info | grep -E 'Server Version|Storage Driver|Logging Driver|Cgroup' || true
	`,
	undo: 'nothing-to-undo',
	usually: 5,
};
