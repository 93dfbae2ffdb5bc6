// What the container runtime says of itself.
import type {Question} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {unitJournal} from './unit-journal.ts';

const status = (unit: string, title: Question['title'], like: RegExp, first: boolean): Question => ({
	id: `${unit}-status`,
	title,
	target: 'every-host',
	ask: () => sh`systemctl status ${unit} --no-pager -n 0 2>&1 | sed '/^$/q'`,
	like,
	cost: 'cheap',
	...(first && {first: true as const}),
});

export const runtimeQuestions: readonly Question[] = [
	status(
		'containerd',
		{en: 'State of containerd', zh: 'containerd 的状态'},
		/\bsystemctl\s+(?:.*\s)?status\s+(?:.*\s)?containerd/,
		true,
	),
	status(
		'docker',
		{en: 'State of Docker', zh: 'Docker 的状态'},
		/\bsystemctl\s+(?:.*\s)?status\s+(?:.*\s)?docker(?:\.service)?(?:\s|$)/,
		false,
	),
	status(
		'cri-docker',
		{en: 'State of cri-dockerd', zh: 'cri-dockerd 的状态'},
		/\bsystemctl\s+(?:.*\s)?status\s+(?:.*\s)?cri-docker/,
		false,
	),
	{
		id: 'containerd-journal',
		title: {en: "containerd's journal", zh: 'containerd 的日志'},
		target: 'every-host',
		ask: () => unitJournal('containerd', 100),
		like: /\bjournalctl\s.*-\w*u\s*=?\s*containerd/,
		cost: 'cheap',
	},
	{
		id: 'docker-journal',
		title: {en: "Docker's journal", zh: 'Docker 的日志'},
		target: 'every-host',
		ask: () => unitJournal('docker', 100),
		like: /\bjournalctl\s.*-\w*u\s*=?\s*docker/,
		cost: 'cheap',
	},
	{
		id: 'containerd-settings',
		title: {en: 'Settings that containerd runs with', zh: 'containerd 的实际配置'},
		target: 'every-host',
		ask: () => sh`timeout 5 containerd config dump 2>&1 || true`,
		like: /\bcontainerd\s+config\s+dump|\/etc\/containerd\/config\.toml/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'runtime-answer',
		title: {en: 'What the runtime answers over CRI', zh: '运行时对 CRI 的应答'},
		target: 'every-host',
		ask: () => sh`timeout 5 crictl info 2>&1 || true`,
		like: /\bcrictl\b.*\s(?:info|version)\b/,
		cost: 'cheap',
	},
	{
		id: 'docker-info',
		title: {en: 'What Docker says of itself', zh: 'Docker 的信息'},
		target: 'every-host',
		ask: () => sh`if command -v docker >/dev/null; then timeout 5 docker info 2>&1 || true; fi`,
		like: /\bdocker\s+info\b/,
		cost: 'cheap',
	},
	{
		id: 'docker-settings',
		title: {en: "Docker's settings", zh: 'Docker 的配置文件'},
		target: 'every-host',
		ask: () => sh`cat /etc/docker/daemon.json 2>/dev/null || true`,
		like: /\/etc\/docker\/daemon\.json/,
		cost: 'cheap',
	},
	{
		id: 'kubelet-settings',
		title: {en: 'The kubelet’s settings', zh: 'kubelet 的配置'},
		target: 'every-host',
		ask: () => sh`cat /var/lib/kubelet/config.yaml 2>/dev/null || true`,
		like: /\/var\/lib\/kubelet\/config\.yaml/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'runtime-sockets',
		title: {en: 'Sockets of runtimes', zh: '运行时的套接字'},
		target: 'every-host',
		ask: () =>
			sh`ls -l /run/containerd/containerd.sock /var/run/cri-dockerd.sock /var/run/crio/crio.sock /var/run/dockershim.sock 2>&1 || true`,
		like: /\bls\s.*(?:containerd|cri-dockerd|crio|dockershim)\.sock/,
		cost: 'cheap',
	},
];
