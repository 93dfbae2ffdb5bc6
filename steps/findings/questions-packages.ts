// Where packages and images come from.
import type {Question} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';

export const packageQuestions: readonly Question[] = [
	{
		id: 'package-sources',
		title: {en: 'Package sources of Kubernetes', zh: 'Kubernetes 的软件源'},
		target: 'every-host',
		ask: () => sh`grep -rnsi kubernetes /etc/apt/sources.list /etc/apt/sources.list.d /etc/yum.repos.d`,
		like: /\bgrep\b.*(?:sources\.list|yum\.repos\.d)|\bcat\b.*(?:sources\.list\.d|yum\.repos\.d)\/\S*kubern/,
		cost: 'cheap',
	},
	{
		id: 'package-versions',
		title: {en: 'Installed versions of Kubernetes', zh: '已安装的 Kubernetes 版本'},
		target: 'every-host',
		ask: () => sh`
			kubeadm version -o short 2>&1
			kubelet --version 2>&1
		`,
		like: /\bkubelet --version\b|\bkubeadm version\b/,
		cost: 'cheap',
	},
	{
		id: 'disk-space',
		title: {en: 'Free space', zh: '磁盘空间'},
		target: 'every-host',
		ask: () => sh`df -h / /var /var/lib/etcd /var/lib/containerd 2>/dev/null | sort -u`,
		like: /\bdf\b/,
		cost: 'cheap',
		first: true,
	},
];
