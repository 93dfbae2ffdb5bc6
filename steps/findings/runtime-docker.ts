// Docker, and what stands between it and the kubelet.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {connectPods} from '../connect-pods.ts';
import {installRuntime} from '../install-runtime.ts';
import {leaveToUnit, settingsAnew} from './docker-cures.ts';
import {fromStage} from './from-stage.ts';
import {cure} from './make-remedy.ts';
import {said} from './said.ts';
import {startService} from './services.ts';

const running = /Active: active/;

export const runtimeDockerFindings: readonly Finding[] = [
	{
		id: 'docker-stopped',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'Docker does not run', zh: 'Docker 没有运行'},
		meaning: {
			en: 'Neither the kubelet’s dockershim nor cri-dockerd can start a container without it.',
			zh: '没有它，kubelet 的 dockershim 和 cri-dockerd 都无法启动容器。',
		},
		suggests: [
			{says: /Cannot connect to the Docker daemon at unix:\/\/\/var\/run\/docker\.sock/},
			{says: /failed to get docker version: Cannot connect to the Docker daemon/},
		],
		confirms: [
			{says: /docker service is not active, please run 'systemctl start docker\.service'/},
			{says: /Active: (?:inactive|failed|deactivating|activating)/, in: ['docker-status']},
		],
		rulesOut: [
			{says: running, in: ['docker-status']},
			{says: /^ ?Server Version: \d/, in: ['docker-info']},
		],
		explains: ['cri-dockerd-stopped', 'kubelet-down', 'node-not-ready', 'init-timed-out', 'kube-proxy-down'],
		remedies: [startService('docker'), ...fromStage(installRuntime, 'docker-configuration', 'docker-running')],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go', 'moby/moby#42948'],
	},
	{
		id: 'docker-settings-broken',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'daemon.json is no valid JSON', zh: 'daemon.json 不是合法的 JSON'},
		meaning: {
			en: 'A comma too many or a typographic quote keeps Docker from starting; it names the file and the letter.',
			zh: '多一个逗号或中文引号都会让 Docker 无法启动，它会指出文件和出错字符。',
		},
		suggests: [],
		confirms: said(
			/unable to configure the Docker daemon with file \S+: (?:invalid character|unexpected end of JSON|EOF|the following directives don't match)/,
			'docker-journal',
		),
		rulesOut: [{says: running, in: ['docker-status']}],
		explains: ['docker-stopped', 'kubelet-down', 'kube-proxy-down'],
		remedies: [settingsAnew],
		sources: ['moby/moby#41725', 'moby/moby#42948'],
	},
	{
		id: 'docker-settings-twice',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'Docker is told the same thing twice', zh: 'Docker 的同一设置出现在两处'},
		meaning: {
			en: 'A setting stands both in the unit’s flags and in daemon.json (hosts, exec-opts, log-driver …): Docker does not start.',
			zh: '同一设置既在单元参数又在 daemon.json 中（hosts、exec-opts、log-driver 等），Docker 拒绝启动。',
		},
		suggests: [],
		confirms: said(
			/the following directives are specified both as a flag and in the configuration file/,
			'docker-journal',
		),
		rulesOut: [{says: running, in: ['docker-status']}],
		explains: ['docker-stopped', 'kubelet-down', 'kube-proxy-down'],
		remedies: [leaveToUnit],
		sources: ['docker/docker-ce-packaging#132', 'moby/moby#25471', 'haxorof/ansible-role-docker-ce#42'],
	},
	{
		id: 'cri-dockerd-stopped',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'cri-dockerd does not run', zh: 'cri-dockerd 没有运行'},
		meaning: {
			en: 'Since 1.24 the kubelet reaches Docker through this program alone; its socket is not there.',
			zh: '自 1.24 起 kubelet 只能通过它使用 Docker，现在它的套接字不存在。',
		},
		suggests: [
			{says: /dial unix \S*\/cri-dockerd\.sock: connect: (?:no such file or directory|connection refused)/},
		],
		confirms: [
			{says: /Active: (?:inactive|failed|deactivating)/, in: ['cri-docker-status']},
			[
				{says: /dial unix \S*\/cri-dockerd\.sock: connect: (?:no such file or directory|connection refused)/},
				{
					says: /Active: (?:inactive|failed|deactivating)|^(?:inactive|failed)$|Unit cri-docker\.service could not be found/,
					in: ['cri-docker-status'],
				},
			],
		],
		rulesOut: [{says: running, in: ['cri-docker-status']}],
		explains: ['kubelet-down', 'node-not-ready', 'init-timed-out'],
		remedies: fromStage(installRuntime, 'cri-dockerd-running'),
		sources: ['Mirantis/cri-dockerd packaging/systemd/cri-docker.socket', 'kubernetes/kubernetes#106917'],
	},
	{
		id: 'cri-dockerd-without-cni',
		about: ['node', 'pod'],
		severity: 'blocking',
		title: {en: 'cri-dockerd finds no CNI plugins', zh: 'cri-dockerd 找不到 CNI 插件'},
		meaning: {
			en: 'Its unit does not say --network-plugin=cni, so it looks for those of kubenet; or the plugins package is not installed.',
			zh: '它的单元没有 --network-plugin=cni，于是去找 kubenet 的插件；或者没装插件包。',
		},
		suggests: [],
		confirms: [{says: /could not locate kubenet required CNI plugins/}],
		explains: ['node-not-ready'],
		remedies: [...fromStage(installRuntime, 'cri-dockerd-running'), ...fromStage(connectPods, 'cni-plugins')],
		sources: ['Mirantis/cri-dockerd core/docker_service.go', 'kubernetes/kubernetes#106917'],
	},
	{
		id: 'dockershim-gone',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The kubelet no longer has dockershim', zh: 'kubelet 已不再包含 dockershim'},
		meaning: {
			en: 'After an upgrade to 1.24 or later flags and the node’s annotation still name dockershim’s socket or --network-plugin, which are gone.',
			zh: '升级到 1.24 以上后，启动参数和节点注解还写着 dockershim 的套接字或 --network-plugin，它们已不存在。',
		},
		versions: {from: '1.24'},
		suggests: [{says: /dial unix \S*\/dockershim\.sock: connect: no such file or directory/}],
		confirms: [
			{says: /unknown flag: --network-plugin/},
			[
				{says: /dial unix \S*\/dockershim\.sock: connect: no such file or directory/},
				{says: /command failed|validate service connection|validate CRI v1|Kubernetes v1\.(?:2[4-9]|3\d)/},
			],
			{says: /dockershim\.sock/, in: ['kubelet-flags']},
		],
		explains: ['kubelet-down', 'init-timed-out'],
		remedies: [
			cure({
				id: 'kubelet-flags-without-dockershim',
				title: {en: 'Point the kubelet at containerd', zh: '让 kubelet 使用 containerd'},
				why: {
					en: 'Pods that Docker runs are not taken over: drain the node first. With cri-dockerd name its socket instead.',
					zh: 'Docker 中的 Pod 不会迁移过来，请先 drain 节点。用 cri-dockerd 时改写它的套接字。',
				},
				risk: 'disruptive',
				check: {
					ask: () => sh`! grep -Eq -- '--network-plugin|dockershim' /var/lib/kubelet/kubeadm-flags.env`,
				},
				run: () => sh`
					cp -p /var/lib/kubelet/kubeadm-flags.env /var/lib/kubelet/kubeadm-flags.env.before-cure
					sed -i -E 's# ?--network-plugin=[^ "]*##; s#unix:///var/run/dockershim.sock|/var/run/dockershim.sock#unix:///run/containerd/containerd.sock#' /var/lib/kubelet/kubeadm-flags.env
					cat /var/lib/kubelet/kubeadm-flags.env
					systemctl restart kubelet
				`,
				undo: () => sh`mv /var/lib/kubelet/kubeadm-flags.env.before-cure /var/lib/kubelet/kubeadm-flags.env`,
			}),
		],
		sources: ['kubernetes/kubernetes#106917', 'kubernetes/website#33862', 'cilium/cilium#21311'],
	},
	{
		id: 'kubelet-flag-removed',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The kubelet is started with a flag that it no longer has', zh: 'kubelet 的某个启动参数已被移除'},
		meaning: {
			en: 'The package was upgraded and kubeadm-flags.env or a drop-in was not: --container-runtime went in 1.27, --pod-infra-container-image in 1.35. The kubelet ends at once.',
			zh: '软件包升级了，kubeadm-flags.env 或 drop-in 没有：--container-runtime 在 1.27、--pod-infra-container-image 在 1.35 移除。kubelet 立即退出。',
		},
		suggests: [],
		confirms: [{says: /failed to parse kubelet flag: unknown flag: --(?!network-plugin)[\w-]+/}],
		rulesOut: [{says: /^ok(?:$|root@|\[)/, in: ['kubelet-health']}],
		explains: ['kubelet-down', 'init-timed-out'],
		reads: {flag: {says: /unknown flag: (--[\w-]+)/}},
		remedies: [
			cure({
				id: 'drop-kubelet-flag',
				title: {en: 'Take the flag out', zh: '删除该参数'},
				why: {
					en: 'Only the flag named in the error goes, from the files that systemd reads for the kubelet.',
					zh: '只从 systemd 为 kubelet 读取的文件中删除报错的那个参数。',
				},
				check: {
					ask: given =>
						sh`! { cat /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet 2>/dev/null || true; } | grep -F -- ${given.captured('flag')}`,
				},
				run: given => sh`
					flag=${given.captured('flag')}
					for file in /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet; do
						[ -e "$file" ] || continue
						cp -p "$file" "$file.before-cure"
						sed -i -E "s# ?$flag(=[^ \"]*)?##" "$file"
					done
					systemctl daemon-reload
					systemctl restart kubelet
				`,
				undo: () => sh`
					for file in /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet; do
						if [ -e "$file.before-cure" ]; then mv "$file.before-cure" "$file"; fi
					done
				`,
			}),
		],
		sources: [
			'kubernetes/kubernetes#106973',
			'https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/',
		],
	},
];
