// The last word on the runtime: what it says of itself, once crictl is there to ask it.
import type {Given, Script, Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {pauseImage} from './containerd-config.ts';
import {planOf} from './plan.ts';
import {type RuntimeKind, runtimeKindOf} from './runtime.ts';

type ReadBack = {readonly ask: Script; readonly run: Script};

/** Prints the last lines of $settings and ends. */
const refuse = (words: string): Fragment =>
	fragment(sh`{
				echo ${words}
				printf '%s\n' "$settings" | tail -n 3
				exit 1
			}`);

const dockerDriver = fragment(sh`[ "$(docker info -f '{{.CgroupDriver}}' 2>/dev/null || true)" = systemd ]`);

const readBacks: Readonly<Record<RuntimeKind, ReadBack>> = {
	containerd: {
		ask: () => sh`
			settings=$(crictl info 2>&1 || true)
			printf '%s\n' "$settings" | grep -E '"SystemdCgroup": *true' >/dev/null || ${refuse('The runtime does not report the systemd driver:')}
			printf '%s\n' "$settings" | grep -F '"/opt/cni/bin"' >/dev/null || ${refuse('The runtime does not look for network plugins in /opt/cni/bin:')}
			echo "the running containerd uses the systemd driver"
		`,
		run: () => sh`
			# It runs with settings from before its file changed.
			systemctl restart containerd
			crictl version
		`,
	},
	dockershim: {
		ask: () => sh`
			settings=$(docker info 2>&1 || true)
			${dockerDriver} || ${refuse('Docker does not report the systemd driver:')}
			[ -x /opt/cni/bin/loopback ] || ${refuse('The network plugins are not in /opt/cni/bin: install the package kubernetes-cni.')}
			echo "the running Docker uses the systemd driver"
		`,
		run: () => sh`
			systemctl restart docker
			docker version
		`,
	},
	'cri-dockerd': {
		ask: given => sh`
			settings=$(crictl info 2>&1 || true)
			printf '%s\n' "$settings" | grep -F ${`"${pauseImage(given)}"`} >/dev/null || ${refuse('cri-dockerd does not report the pause image of the plan:')}
			settings=$(docker info 2>&1 || true)
			${dockerDriver} || ${refuse('Docker does not report the systemd driver:')}
			[ -x /opt/cni/bin/loopback ] || ${refuse('The network plugins are not in /opt/cni/bin: install the package kubernetes-cni.')}
			echo "cri-dockerd answers, and the Docker behind it uses the systemd driver"
		`,
		run: () => sh`
			systemctl restart docker
			systemctl restart cri-docker.service
			crictl version
		`,
	},
};

const readBack = (given: Given): ReadBack => readBacks[runtimeKindOf(planOf(given))];

export const runtimeReadBack: Task = {
	id: 'runtime-read-back',
	title: {en: 'The runtime answers with the systemd driver', zh: '确认运行时使用 systemd 驱动'},
	why: {
		en: 'The running runtime is asked, as the kubelet will ask it; a file alone proves nothing.',
		zh: '这里像 kubelet 一样直接询问正在运行的运行时，光看配置文件不算数。',
	},
	target: 'every-host',
	risk: 'disruptive',
	check: {ask: given => readBack(given).ask(given)},
	run: given => readBack(given).run(given),
	undo: 'nothing-to-undo',
	usually: 5,
};
