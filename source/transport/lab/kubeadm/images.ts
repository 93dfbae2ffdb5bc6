// Images: which kubeadm wants, and how it pulls them through the container runtime.
import type {Shell} from '../command.ts';
import {criAt, dockerAt} from '../cluster/cri.ts';
import type {Runtime} from '../world.ts';
import {keep, present, pull} from '../cluster/registry.ts';
import {imagesOf, release, type Images} from '../cluster/versions.ts';
import type {Plan} from './config.ts';
import {klog, type Output} from './output.ts';
import {fatal} from './preflight.ts';

export const imagesFor = (plan: Pick<Plan, 'version' | 'repository' | 'dns'>): Images => {
	const images = imagesOf(plan.version, plan.repository);
	if (plan.dns.repository === undefined && plan.dns.tag === undefined) return images;
	const [, path = '', tag = ''] = /^(.*):([^:]*)$/.exec(images.coredns) ?? [];
	const repository = plan.dns.repository === undefined ? path : `${plan.dns.repository}/coredns`;
	return {...images, coredns: `${repository}:${plan.dns.tag ?? tag}`};
};

export const orderOf = (images: Images, minor: number): string[] => {
	const own = [
		images['kube-apiserver'],
		images['kube-controller-manager'],
		images['kube-scheduler'],
		images['kube-proxy'],
	];
	return [
		...own,
		...(minor < 21 ? [images.pause, images.etcd, images.coredns] : [images.coredns, images.pause, images.etcd]),
	];
};

/** For the shim's socket kubeadm calls docker itself: nothing answers there before the kubelet runs. */
export const runtimeAt = ({machine, files}: Shell, criSocket: string): Runtime | string =>
	criSocket === '/var/run/dockershim.sock' ? dockerAt(machine) : criAt(machine, files, criSocket);

/** Undefined when it is there now; otherwise the runtime's words. */
export const fetchImage = async (at: Shell, image: string, criSocket: string): Promise<string | undefined> => {
	const cri = runtimeAt(at, criSocket);
	if (typeof cri === 'string') return cri;
	if (present(at.machine, image) !== undefined) return undefined;
	const result = pull(at.world, at.machine, at.files, image, cri);
	if ('error' in result) return result.error;
	await at.pass(result.milliseconds);
	keep(at.machine, result.image);
	return undefined;
};

/** Before 1.31 kubeadm ran crictl and quoted what it said. */
export const pullFailure = (at: Shell, minor: number, image: string, words: string, quoted: boolean): string => {
	const name = quoted ? `"${image}"` : image;
	if (minor >= 31) return `failed to pull image ${name}: failed to pull image ${image}: ${words}`;
	// It called docker, which says no more than this.
	const daemon = /(Error response from daemon|Cannot connect to the Docker daemon).*/.exec(words)?.[0];
	if (daemon !== undefined && minor < 24)
		return `failed to pull image ${name}: output: ${daemon}\n, error: exit status 1`;
	const time = new Date(at.now()).toISOString().slice(0, 19);
	return `failed to pull image ${name}: output: time="${time}Z" level=fatal msg="pulling image: ${words.replaceAll('"', String.raw`\"`)}"\n, error: exit status 1`;
};

export const pullInPreflight = async (at: Shell, plan: Plan, out: Output): Promise<void> => {
	const {minor} = plan;
	out.print('[preflight] Pulling images required for setting up a Kubernetes cluster');
	out.print('[preflight] This might take a minute or two, depending on the speed of your internet connection');
	out.print(
		`[preflight] You can also perform this action ${minor >= 32 ? '' : 'in '}beforehand using 'kubeadm config images pull'`,
	);
	const cri = criAt(at.machine, at.files, plan.criSocket);
	const {pause} = imagesFor(plan);
	if (minor >= 24 && typeof cri !== 'string' && cri.sandboxImage !== pause)
		out.warn(
			klog(
				at.now(),
				'W',
				'checks.go:830',
				`detected that the sandbox image "${cri.sandboxImage}" of the container runtime is inconsistent with that used by kubeadm. It is recommended to use "${pause}" as the CRI sandbox image.`,
			),
		);
	const errors: string[] = [];
	for (const image of orderOf(imagesFor(plan), minor).filter(name => name !== undefined)) {
		const words = await fetchImage(at, image, plan.criSocket);
		if (words === undefined) continue;
		const text = pullFailure(at, minor, image, words, false);
		if (plan.ignore.includes('all') || plan.ignore.includes('imagepull'))
			out.warn(`\t[WARNING ImagePull]: ${text}`);
		else errors.push(`\t[ERROR ImagePull]: ${text}`);
	}
	if (errors.length > 0) throw fatal(out, errors);
};

export const pauseOf = (plan: Plan): string =>
	`${imagesFor(plan).pause.replace(/:[^:]*$/, '')}:${release(plan.minor).pause}`;
