import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {pauseImage} from './containerd-config.ts';
import {versionPlaceholder} from './kubeadm-config.ts';
import {kubeVipImage} from './kube-vip-manifest.ts';
import {dnsRepositoryOf, imagePrefixOf, otherImagePrefixes} from './mirrors.ts';
import {planOf} from './plan.ts';
import {hasProxy} from './proxy-mode.ts';
import {usesKubeVip} from './roles.ts';
import {criSocketOf, runtimeOf} from './runtime.ts';
import {versionOf} from './versions.ts';
import {yaml} from './yaml.ts';

/** kubeadm itself is asked: patch releases raise the tags of etcd and CoreDNS. It names the version, or it asks the internet. */
const wantedByKubeadm = (given: Given): Fragment => {
	const plan = planOf(given);
	const dns = dnsRepositoryOf(plan);
	const apiVersion = `kubeadm.k8s.io/${versionOf(plan.kubernetes.version).configApi}`;
	// A file says more than the flags can: where CoreDNS lies. Given one, kubeadm looks for a socket, and two are an error.
	const config = yaml(
		{apiVersion, kind: 'InitConfiguration', nodeRegistration: {criSocket: criSocketOf(plan)}},
		{
			apiVersion,
			dns: dns === undefined ? undefined : {imageRepository: dns},
			imageRepository: imagePrefixOf(plan),
			kind: 'ClusterConfiguration',
			kubernetesVersion: versionPlaceholder,
		},
	);
	return fragment(sh`
		images=$(printf '%s\n' ${config.trimEnd()} | sed "s/${fragment(versionPlaceholder)}/$(kubeadm version -o short)/" | kubeadm config images list --config /dev/stdin 2>/dev/null || true)
	`);
};

/** kube-vip is a static pod beside kubeadm's own. */
const wantedByControlPlanes = (given: Given): Fragment =>
	usesKubeVip(given)
		? fragment(sh`
		${wantedByKubeadm(given)}
		images="$(printf '%s\n' "$images" ${kubeVipImage(planOf(given))})"
	`)
		: wantedByKubeadm(given);

/** A worker runs kube-proxy, where there is one, and, below every pod, the pause container. */
const wantedByWorkers = (given: Given): Fragment =>
	hasProxy(given)
		? fragment(sh`
		images="$(printf '%s\n' ${`${imagePrefixOf(planOf(given))}/kube-proxy:`}"$(kubeadm version -o short)" ${pauseImage(given)})"
	`)
		: fragment(sh`images=${pauseImage(given)}`);

const missing = (given: Given, wanted: Fragment): Fragment =>
	fragment(sh`
		${wanted}
		[ -n "$images" ] || { echo "kubeadm does not say which images it needs."; exit 1; }
		here=$(${runtimeOf(planOf(given)).images})
		missing=''
		for image in $images; do
			if ! printf '%s\n' "$here" | grep -xF "$image" >/dev/null; then missing="$missing $image"; fi
		done
	`);

/**
 * Defines `pull_image`. Where the plan names a mirror, an image that it lacks comes from the next one, and gets the name under
 * which it is wanted: the digest that the kubelet runs is the same.
 */
const pullImage = (given: Given): Fragment => {
	const plan = planOf(given);
	const {pull: puller, tag} = runtimeOf(plan);
	const elsewhere = otherImagePrefixes(plan);
	if (elsewhere.length === 0) return fragment(sh`pull_image() { ${puller} "$1"; }`);
	return fragment(sh`
		pull_image() {
			if ${puller} "$1"; then return 0; fi
			name=${fragment('${1##*/}')}
			for prefix in ${elsewhere}; do
				others="$prefix/$name"
				# Where the original's paths are kept, CoreDNS has a folder of its own.
				case $name in coredns:*) others="$others $prefix/coredns/$name" ;; esac
				for other in $others; do
					echo "  asking $other"
					if ${puller} "$other"; then
						${tag} "$other" "$1"
						return 0
					fi
				done
			done
			echo "No mirror has $1: name another patch release, or mirrors: none, in the plan." >&2
			return 1
		}
	`);
};

const words = {
	why: {
		en: 'Pulled now, one by one, a registry that lacks an image shows here and not in the middle of kubeadm, which waits for minutes.',
		zh: '现在逐个拉取，仓库缺镜像马上就能发现，不必等 kubeadm 运行到一半卡上几分钟。',
	},
	risk: 'changes',
	usually: 90,
	waitingFor: {en: 'the image registry', zh: '镜像仓库的响应'},
	retries: 2,
} as const;

const pull = (wanted: (given: Given) => Fragment): Pick<Task, 'check' | 'run' | 'undo'> => ({
	check: {
		ask: given => sh`
			${missing(given, wanted(given))}
			if [ -n "$missing" ]; then
				echo "not here:$missing"
				exit 1
			fi
			echo "all here"
		`,
	},
	run: given => sh`
		${missing(given, wanted(given))}
		${pullImage(given)}
		total=$(echo "$missing" | wc -w | tr -d ' ')
		number=0
		for image in $missing; do
			number=$((number + 1))
			echo "$number/$total $image"
			pull_image "$image"
		done
	`,
	// Images in the store harm nobody; the kubelet clears those that are not used.
	undo: 'nothing-to-undo',
});

const controlPlaneImages: Task = {
	id: 'control-plane-images',
	title: {en: 'Pull the images of the control plane', zh: '拉取控制平面镜像'},
	target: 'control-planes',
	...words,
	...pull(wantedByControlPlanes),
};

const workerImages: Task = {
	id: 'worker-images',
	title: {en: 'Pull the images of a worker', zh: '拉取工作节点镜像'},
	target: 'workers',
	...words,
	...pull(wantedByWorkers),
};

export const pullImages: Stage = {
	id: 'images',
	title: {en: 'Images', zh: '镜像'},
	why: {
		en: 'kubeadm and the kubelet need a handful of images before the first pod of your own.',
		zh: '在运行你自己的第一个 Pod 之前，kubeadm 和 kubelet 需要先有几个镜像。',
	},
	tasks: [controlPlaneImages, workerImages],
};
