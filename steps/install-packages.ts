import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {publicPackagesOf} from './mirrors.ts';
import {orSay} from './or-say.ts';
import {hasOwnSource} from './package-source.ts';
import {packagesOf} from './packages.ts';
import {planOf} from './plan.ts';
import {runtimeReadBack} from './runtime-read-back.ts';
import {fetchKey, hasKey, keyPath, type Source, sourcePath, sourceText} from './source-file.ts';
import {systemOf} from './system.ts';
import {holds, replaceFile, restoreFile} from './whole-file.ts';

const programs = ['kubelet', 'kubeadm', 'kubectl'] as const;

const usesPublicSource = (given: Given): boolean => !hasOwnSource(given);

const publicSource = (given: Given): Source => {
	const {deb, rpm} = publicPackagesOf(planOf(given));
	return {
		name: 'kubernetes',
		why: 'one source per minor release.',
		apt: `${deb.address} /`,
		dnf: rpm.address,
		key: systemOf(given).family === 'apt' ? deb.key : rpm.key,
		// As Kubernetes documents it.
		keyring: {apt: 'kubernetes-apt-keyring.asc', dnf: 'RPM-GPG-KEY-kubernetes'},
		pinned: [...programs, 'cri-tools', 'kubernetes-cni'],
	};
};

const keyring = (given: Given): string => keyPath(given, publicSource(given));

const source: Task = {
	id: 'kubernetes-source',
	title: {en: 'Add the package source of this minor release', zh: '添加对应小版本的 Kubernetes 软件源'},
	why: {
		en: 'pkgs.k8s.io has one source per minor release, so an upgrade never crosses a minor by accident.',
		zh: 'pkgs.k8s.io 按小版本分开提供软件源，升级时不会意外跨版本。',
	},
	target: 'every-host',
	when: usesPublicSource,
	risk: 'changes',
	check: {
		ask: given =>
			sh`${holds(sourcePath(given, publicSource(given)), sourceText(given, publicSource(given)))} && ${hasKey(given, publicSource(given))}`,
	},
	run: given => sh`
		${fetchKey(given, publicSource(given))}
		${replaceFile(sourcePath(given, publicSource(given)), sourceText(given, publicSource(given)), '644')}
		${packagesOf(given).refresh}
	`,
	undo: given => sh`
		${restoreFile(sourcePath(given, publicSource(given)))}
		rm -f ${keyring(given)}
	`,
	usually: 10,
	waitingFor: {en: 'pkgs.k8s.io', zh: 'pkgs.k8s.io 的响应'},
	retries: 2,
};

/** The key of pkgs.k8s.io expired on 2024-11-02 for sources that had an old copy; the renewed one ends on 2026-12-29. */
const keyAge: Task = {
	id: 'signing-key',
	title: {en: 'The signing key has not expired', zh: '签名密钥未过期'},
	why: {
		en: 'The package manager refuses everything that an expired key has signed, in words that do not say so.',
		zh: '密钥过期后包管理器会拒绝所有软件包，而报错信息里并不直说是过期。',
	},
	target: 'every-host',
	when: usesPublicSource,
	risk: 'changes',
	usually: 5,
	check: {
		ask: given => sh`
			if ! command -v gpg >/dev/null; then
				echo "gpg is not installed here: the expiry was not read"
				exit 0
			fi
			if [ ! -s ${keyring(given)} ]; then
				echo "there is no key yet"
				exit 1
			fi
			ends=$(gpg --no-keyring --show-keys --with-colons ${keyring(given)} 2>/dev/null | awk -F: '$1 == "pub" && $7 > last {last = $7} END {print last}' || true)
			if [ -z "$ends" ]; then
				echo "the key has no expiry"
				exit 0
			fi
			now=$(date +%s)
			days=$(((ends - now) / 86400))
			echo "the key is good for $days more days"
			[ "$days" -gt 0 ]
		`,
	},
	run: given => sh`${fetchKey(given, publicSource(given))}`,
	undo: 'nothing-to-undo',
	retries: 1,
};

/** What the version of a package begins with: `1.36.` of the newest patch, `1.36.4-` of the one that the plan names. */
export const wanted = (given: Given): string => {
	const {version, patch} = planOf(given).kubernetes;
	return patch === undefined ? `${version}.` : `${patch}-`;
};

const program = fragment('"$program"');

/** A condition. */
const installedAs = (given: Given): Fragment =>
	fragment(
		sh`case "$(${packagesOf(given).installed(program)})" in ${fragment(wanted(given))}*) true ;; *) false ;; esac`,
	);

const packages: Task = {
	id: 'kubernetes-packages',
	title: {en: 'Install kubelet, kubeadm and kubectl, pinned', zh: '安装并锁定 kubelet、kubeadm、kubectl'},
	why: {
		en: 'All three have the same version on all hosts, and stay at it: an upgrade has an order of its own.',
		zh: '三者在所有主机上版本一致并锁定，升级必须按专门的顺序进行。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {
		ask: given => sh`
			wrong=0
			for program in ${programs}; do
				if ! { ${installedAs(given)}; }; then
					echo "$program is not installed in the plan's version"
					wrong=1
				elif ! ${packagesOf(given).isHeld(program)}; then
					echo "$program is not on hold"
					wrong=1
				fi
			done
			if ! ${packagesOf(given).isInstalled('cri-tools')}; then wrong=1; fi
			exit "$wrong"
		`,
	},
	run: given => sh`
		${packagesOf(given).refresh}
		wanted=${wanted(given)}
		versions=$(${packagesOf(given).available('kubeadm')})
		printf '%s\n' "$versions" | awk 'NR <= 5'
		version=$(printf '%s\n' "$versions" | awk -v wanted="$wanted" 'index($1, wanted) == 1 && found == "" {found = $1} END {print found}')
		if [ -z "$version" ]; then
			echo "The package sources have no kubeadm $wanted: name a source that has it under mirrors.packages.${fragment(systemOf(given).family === 'apt' ? 'apt' : 'dnf')} in the plan."
			exit 1
		fi
		# crictl comes with cri-tools; from 1.32 on nothing pulls it in any more.
		${packagesOf(given).installPinned(
			...programs.map(name => packagesOf(given).exactly(name, '$version')),
			'cri-tools',
		)}
		${packagesOf(given).hold(...programs)}
	`,
	undo: given => sh`
		${packagesOf(given).release(...programs)}
		${packagesOf(given).remove(...programs)}
	`,
	usually: 40,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};

const kubelet: Task = {
	id: 'kubelet-enabled',
	title: {en: 'Start the kubelet at boot', zh: 'kubelet 开机自启'},
	why: {
		en: 'Until kubeadm writes its configuration it starts and ends every few seconds: that is as it should be.',
		zh: '在 kubeadm 写入配置之前，kubelet 会每隔几秒启动又退出，这是正常现象。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {ask: () => sh`${orSay('systemctl is-enabled --quiet kubelet', 'kubelet does not start at boot.')}`},
	run: () => sh`systemctl enable kubelet`,
	undo: () => sh`systemctl disable kubelet`,
};

const completions = '/etc/bash_completion.d/kubectl';

const completion: Task = {
	id: 'shell-completion',
	title: {en: 'Complete kubectl commands with Tab', zh: '启用 kubectl 的 Tab 补全'},
	why: {
		en: 'Whoever works on this host later will type less and misspell less. It takes the package bash-completion.',
		zh: '方便以后在这台主机上操作的人。需要 bash-completion 软件包。',
	},
	target: 'control-planes',
	risk: 'safe',
	check: {
		ask: () => sh`${orSay(sh`[ -s ${completions} ]`, `${completions} is missing.`)}`,
	},
	run: () => sh`
		mkdir -p /etc/bash_completion.d
		kubectl completion bash > ${completions}
	`,
	undo: () => sh`rm -f ${completions}`,
};

export const installPackages: Stage = {
	id: 'packages',
	title: {en: 'kubeadm, kubelet, kubectl', zh: '安装 kubeadm、kubelet、kubectl'},
	why: {
		en: 'kubeadm sets the cluster up, the kubelet runs it on each host, kubectl talks to it.',
		zh: 'kubeadm 搭建集群，kubelet 在每台主机上运行它，kubectl 与它交互。',
	},
	tasks: [source, keyAge, packages, kubelet, runtimeReadBack, completion],
};
