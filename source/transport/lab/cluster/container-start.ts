// What keeps a container from being made or started, in the words of the kubelet and of runc.
import type {KubeObject, PodSync} from '../world.ts';
import {event, list} from './objects.ts';
import type {At} from './pod-status.ts';
import {type ContainerSpec, specOf} from './pod.ts';

/** `started`: runc was asked, so there is a container that has ended. */
export type Hindrance = {readonly reason: string; readonly message: string; readonly started?: true};

const parts = /^(?:[\w.-]+(?::\d+)?\/)?(?:[\w.-]+\/)*[\w.-]+(?::[\w][\w.-]*)?(?:@sha256:\w+)?$/;

const invalidName = (image: string): Hindrance | undefined => {
	const path = image.replace(/^[^/]*[.:][^/]*\//, '').replace(/(?::[\w.-]*)?(?:@.*)?$/, '');
	const why = /[A-Z]/.test(path)
		? `repository name (${path.includes('/') ? path : `library/${path}`}) must be lowercase`
		: parts.test(image)
			? undefined
			: '';
	if (why === undefined) return undefined;
	const format = `invalid reference format${why === '' ? '' : `: ${why}`}`;
	return {
		reason: 'InvalidImageName',
		message: `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${format}`,
	};
};

type Source = {readonly name: string; readonly optional?: boolean};
type From = {readonly configMapRef?: Source; readonly secretRef?: Source};
type Key = Source & {readonly key: string};
type ValueFrom = {readonly configMapKeyRef?: Key; readonly secretKeyRef?: Key};

const missingSource = ({world}: At, pod: KubeObject, spec: ContainerSpec): string | undefined => {
	const missing = (kind: 'ConfigMap' | 'Secret', source: Source | undefined, key?: string): string | undefined => {
		if (source === undefined || source.optional === true) return undefined;
		const object = list(world, kind, pod.metadata.namespace).find(({metadata}) => metadata.name === source.name);
		if (object === undefined) return `${kind.toLowerCase()} "${source.name}" not found`;
		return key === undefined || object.data?.[key] !== undefined
			? undefined
			: `couldn't find key ${key} in ${kind} ${pod.metadata.namespace}/${source.name}`;
	};
	for (const {configMapRef, secretRef} of (spec.envFrom ?? []) as readonly From[]) {
		const why = missing('ConfigMap', configMapRef) ?? missing('Secret', secretRef);
		if (why !== undefined) return why;
	}
	for (const {valueFrom} of spec.env ?? []) {
		const {configMapKeyRef, secretKeyRef} = (valueFrom ?? {}) as ValueFrom;
		const why =
			missing('ConfigMap', configMapKeyRef, configMapKeyRef?.key) ??
			missing('Secret', secretKeyRef, secretKeyRef?.key);
		if (why !== undefined) return why;
	}
	return undefined;
};

/** Images whose programs the lab knows: they name no user, and have these programs beside busybox's. */
const plain: Readonly<Record<string, readonly string[]>> = {
	nginx: ['nginx', 'curl', 'docker-entrypoint.sh'],
	httpd: ['httpd', 'apachectl', 'httpd-foreground'],
	redis: ['redis-server', 'redis-cli', 'docker-entrypoint.sh'],
	busybox: ['httpd', 'nc', 'telnetd'],
	alpine: ['apk'],
	debian: ['apt-get', 'perl'],
};

const everywhere =
	'awk bash ash cat chmod chown cp cut date dd df du echo env expr false find grep head hostname id kill ln ls md5sum mkdir mount mv nslookup ping printenv ps pwd rm sed seq sh sleep sort stat tail tar test timeout touch tr true uname vi wc wget which xargs yes'.split(
		' ',
	);

const isIn = (image: string, names: Readonly<Record<string, unknown>>): string | undefined => {
	const name = image
		.split('/')
		.at(-1)!
		.replace(/[:@].*/, '');
	return name in names ? name : undefined;
};

const runsAsRoot = (pod: KubeObject, spec: ContainerSpec): boolean => {
	const own = spec.securityContext;
	const whole = specOf(pod).securityContext;
	const user = own?.runAsUser ?? whole?.runAsUser;
	return (
		(own?.runAsNonRoot ?? whole?.runAsNonRoot) === true &&
		(user === 0 || (user === undefined && isIn(spec.image, plain) !== undefined))
	);
};

const noProgram = (spec: ContainerSpec): string | undefined => {
	const [first] = [...(spec.command ?? []), ...(spec.command === undefined ? (spec.args ?? []) : [])];
	const image = isIn(spec.image, plain);
	if (first === undefined || image === undefined) return undefined;
	// Their entrypoints hand on what does not begin with a dash, and what does is an option of their own.
	if (spec.command === undefined && first.startsWith('-')) return undefined;
	const name = first.split('/').at(-1)!;
	if (everywhere.includes(name) || plain[image]!.includes(name)) return undefined;
	const why = first.includes('/') ? `stat ${first}: no such file or directory` : 'executable file not found in $PATH';
	return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${first}": ${why}: unknown`;
};

export const nameTrouble = (spec: ContainerSpec): Hindrance | undefined => invalidName(spec.image);

export const startTrouble = (at: At, pod: KubeObject, spec: ContainerSpec): Hindrance | undefined => {
	const source = missingSource(at, pod, spec);
	if (source !== undefined) return {reason: 'CreateContainerConfigError', message: source};
	if (runsAsRoot(pod, spec)) {
		const {name, namespace, uid} = pod.metadata;
		return {
			reason: 'CreateContainerConfigError',
			message: `container has runAsNonRoot and image will run as root (pod: "${name}_${namespace}(${uid})", container: ${spec.name})`,
		};
	}
	const message = noProgram(spec);
	return message === undefined ? undefined : {reason: 'RunContainerError', message, started: true};
};

export const tell = (at: At, pod: KubeObject, type: 'Normal' | 'Warning', reason: string, message: string): void =>
	event(at.world, {
		namespace: pod.metadata.namespace ?? 'default',
		kind: 'Pod',
		name: pod.metadata.name,
		type,
		reason,
		from: 'kubelet',
		message,
	});

/** It is not even made; the kubelet says so and tries again. */
export const hinders = (
	at: At,
	pod: KubeObject,
	sync: PodSync,
	spec: ContainerSpec,
	trouble: Hindrance | undefined,
): trouble is Hindrance => {
	if (trouble === undefined) return false;
	const isName = trouble.reason === 'InvalidImageName';
	tell(
		at,
		pod,
		'Warning',
		isName ? 'InspectFailed' : 'Failed',
		isName ? trouble.message : `Error: ${trouble.message}`,
	);
	if (isName) tell(at, pod, 'Warning', 'Failed', 'Error: InvalidImageName');
	sync.waiting = {reason: trouble.reason, message: trouble.message, container: spec.name};
	sync.retryAt = at.world.now + 12_000;
	return true;
};
