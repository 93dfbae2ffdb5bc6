// Packages that cannot be had, or are of the wrong version.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {expand} from '../expand.ts';
import {cure, look} from './make-remedy.ts';

const aptFile = '/etc/apt/sources.list.d/kubernetes.list';

const holdPackages = cure({
	id: 'hold-kubernetes-packages',
	title: {en: 'Hold the packages at their version', zh: '锁定软件包版本'},
	why: {
		en: 'An upgrade of the system must not move the kubelet past the control plane.',
		zh: '系统升级不应让 kubelet 的版本超过控制平面。',
	},
	check: {ask: () => sh`[ "$(apt-mark showhold kubelet kubeadm kubectl | wc -l)" = 3 ]`},
	run: () => sh`apt-mark hold kubelet kubeadm kubectl`,
	undo: () => sh`apt-mark unhold kubelet kubeadm kubectl`,
});

export const packageFindings: readonly Finding[] = [
	{
		id: 'retired-package-repository',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The package source is the retired one of Google', zh: '软件源仍是已停用的 Google 源'},
		meaning: {
			en: 'apt.kubernetes.io, yum.kubernetes.io and packages.cloud.google.com were frozen in 2023 and removed in 2024. Packages come from pkgs.k8s.io now, one source for each minor.',
			zh: 'apt.kubernetes.io、yum.kubernetes.io 与 packages.cloud.google.com 已于 2023 年冻结、2024 年移除。现在应使用 pkgs.k8s.io，每个次版本一个源。',
		},
		suggests: [{says: /(?:apt|yum)\.kubernetes\.io|packages\.cloud\.google\.com/, in: ['package-sources']}],
		confirms: [
			{says: /^(?:E|W|Err:).*(?:apt\.kubernetes\.io|packages\.cloud\.google\.com\/apt)/},
			{says: /NO_PUBKEY (?:B53DC80D13EDEF05|FEEA9169307EA071|8B57C5C2836F4BEB)/},
			{
				says: /(?:yum\.kubernetes\.io|packages\.cloud\.google\.com\/yum)\S* .*(?:404|Not Found)|Failed to download metadata for repo 'kubernetes'/,
			},
		],
		remedies: [
			cure({
				id: 'set-aside-retired-source',
				title: {en: 'Set the retired source aside', zh: '停用旧软件源'},
				why: {
					en: 'As long as it stands there, every update of the package lists fails. The task “package source” of the runbook writes the new one.',
					zh: '只要它还在，软件包列表的更新就会失败。新的软件源由手册中的「软件源」任务写入。',
				},
				check: {
					ask: () =>
						sh`! grep -rlsE 'apt\.kubernetes\.io|yum\.kubernetes\.io|packages\.cloud\.google\.com' /etc/apt/sources.list.d /etc/yum.repos.d`,
				},
				run: () => sh`
					grep -rlsE 'apt\.kubernetes\.io|yum\.kubernetes\.io|packages\.cloud\.google\.com' /etc/apt/sources.list.d /etc/yum.repos.d | while read -r file; do
						mv "$file" "$file.retired"
						echo "$file is now $file.retired"
					done
				`,
				undo: () => sh`
					for file in /etc/apt/sources.list.d/*.retired /etc/yum.repos.d/*.retired; do
						if [ -e "$file" ]; then mv "$file" "${expand('file%.retired')}"; fi
					done
				`,
			}),
		],
		badAdvice: [
			{
				en: 'trusted=yes or gpgcheck=0 hides the missing key and does not bring the removed packages back.',
				zh: 'trusted=yes 或 gpgcheck=0 只是掩盖了缺失的密钥，已移除的软件包不会因此回来。',
			},
		],
		sources: ['kubernetes/release#2860', 'kubernetes/k8s.io#4837', 'techiescamp/vagrant-kubeadm-kubernetes#45'],
	},
	{
		id: 'package-key-expired',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The signing key of the package source has expired', zh: '软件源的签名密钥已过期'},
		meaning: {
			en: 'The key that was saved when the source was set up is out of date; the source itself publishes a newer one with the same name.',
			zh: '设置软件源时保存的密钥已过期；软件源本身已发布同名的新密钥。',
		},
		suggests: [],
		confirms: [{says: /EXPKEYSIG \w+ (?:isv:kubernetes|.*kubernetes)/i}, {says: /EXPKEYSIG 234654DA9A296436/}],
		remedies: [
			cure({
				id: 'fetch-package-key',
				title: {en: 'Fetch the key again', zh: '重新获取密钥'},
				why: {en: 'The newer key verifies what is there.', zh: '新密钥可以验证现有的软件包。'},
				check: {ask: () => sh`! apt-get update 2>&1 | grep EXPKEYSIG`},
				run: () => sh`
					source=$(grep -ohE 'https://[^ ]+' ${aptFile} | head -n 1)
					curl -fsSL --retry 3 "$source""Release.key" | gpg --dearmor --yes -o /etc/apt/keyrings/kubernetes-apt-keyring.gpg
					gpg --show-keys /etc/apt/keyrings/kubernetes-apt-keyring.gpg
				`,
				usually: 5,
			}),
		],
		sources: [
			'kubernetes/release#3818',
			'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/',
		],
	},
	{
		id: 'package-repository-of-another-minor',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The package source is that of another minor', zh: '软件源对应另一个次版本'},
		meaning: {
			en: 'pkgs.k8s.io has one source for each minor, and the one on this host does not have the version that is asked for.',
			zh: 'pkgs.k8s.io 为每个次版本提供独立的源，而本机配置的源中没有所需的版本。',
		},
		suggests: [
			{says: /^E: Version '[\d.]+-[\d.]+' for '(?:kubeadm|kubelet|kubectl)' was not found/},
			{says: /No match for argument: (?:kubeadm|kubelet|kubectl)-\d/},
		],
		confirms: [
			[
				{says: /^E: Version '[\d.]+-[\d.]+' for '(?:kubeadm|kubelet|kubectl)' was not found/},
				{says: /pkgs\.k8s\.io\/core:\/stable:\/v1\.\d+/, in: ['package-sources']},
			],
			[
				{says: /No match for argument: (?:kubeadm|kubelet|kubectl)-\d/},
				{says: /pkgs\.k8s\.io\/core:\/stable:\/v1\.\d+/, in: ['package-sources']},
			],
		],
		remedies: [
			look({
				id: 'list-package-versions',
				title: {en: 'See which versions the source has', zh: '查看软件源提供的版本'},
				why: {
					en: 'The minor in the source’s address must be the one that is asked for; the runbook’s task “package source” writes it.',
					zh: '源地址中的次版本必须与所需版本一致；手册中的「软件源」任务会写入它。',
				},
				run: () => sh`
					if command -v apt-cache >/dev/null; then apt-cache madison kubeadm | head -n 8; else dnf list --showduplicates kubeadm --disableexcludes=all; fi
				`,
			}),
		],
		sources: ['https://kubernetes.io/blog/2023/08/15/pkgs-k8s-io-introduction/', 'kubernetes/release#3219'],
	},
	{
		id: 'package-manager-busy',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'Another program holds the package manager', zh: '软件包管理器被其他程序占用'},
		meaning: {
			en: 'Right after boot it is nearly always the unattended upgrade; it lets go by itself within minutes.',
			zh: '刚开机时几乎总是自动升级程序在占用，通常几分钟内会自行释放。',
		},
		suggests: [],
		confirms: [
			{says: /^E: Could not get lock \/var\/lib\/(?:dpkg|apt)\S*lock/},
			{says: /Waiting for cache lock: Could not get lock \/var\/lib\/dpkg/},
			{says: /Another app is currently holding the yum lock|Waiting for process with pid \d+ to finish/},
		],
		remedies: [
			cure({
				id: 'wait-for-package-manager',
				title: {en: 'Wait until it lets go', zh: '等待其释放'},
				why: {
					en: 'Killing it in the middle leaves half-installed packages.',
					zh: '中途终止会留下安装到一半的软件包。',
				},
				risk: 'safe',
				check: {ask: () => sh`! pgrep -a 'apt|apt-get|dpkg|unattended-upgr|dnf|yum'`},
				run: () => sh`
					while pgrep -a 'apt|apt-get|dpkg|unattended-upgr|dnf|yum'; do sleep 5; done
				`,
				usually: 120,
				waitingFor: {en: 'the other program’s installation', zh: '另一个程序的安装'},
			}),
		],
		badAdvice: [
			{
				en: 'Removing the lock file lets two programs write the package database at once.',
				zh: '删除锁文件会让两个程序同时写软件包数据库。',
			},
		],
		sources: ['https://wiki.debian.org/UnattendedUpgrades', 'kubernetes-sigs/kubespray#2590'],
	},
	{
		id: 'kubelet-newer-than-control-plane',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'The kubelet is newer than the control plane', zh: 'kubelet 比控制平面新'},
		meaning: {
			en: 'A kubelet may be older than the API server, never newer: it was installed without a version, so the newest came.',
			zh: 'kubelet 可以比 API 服务器旧，但不能更新：安装时没有指定版本，于是装了最新的。',
		},
		suggests: [],
		confirms: [{says: /\[ERROR KubeletVersion\]: the kubelet version is higher than the control plane version/}],
		remedies: [holdPackages],
		sources: [
			'kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go',
			'https://kubernetes.io/releases/version-skew-policy/',
		],
	},
	{
		id: 'kubeadm-of-another-version',
		about: ['node'],
		severity: 'risky',
		title: {en: 'kubeadm is older than the version it is asked for', zh: 'kubeadm 比所要求的 Kubernetes 版本旧'},
		meaning: {
			en: 'kubeadm knows the manifests of its own minor only; the cluster it makes of a newer one may lack what that one needs.',
			zh: 'kubeadm 只了解自身次版本的清单；用它创建更新版本的集群可能缺少所需内容。',
		},
		suggests: [{says: /\[WARNING KubernetesVersion\]: Kubernetes version is greater than kubeadm version/}],
		confirms: [
			{says: /this version of kubeadm only supports deploying clusters with the control plane version/},
			{says: /\[ERROR KubernetesVersion\]/},
		],
		remedies: [holdPackages],
		sources: [
			'kubernetes/kubernetes cmd/kubeadm/app/util/config/common.go',
			'https://kubernetes.io/releases/version-skew-policy/',
		],
	},
];
