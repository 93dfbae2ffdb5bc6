// The parts of a pod that the lab looks at, and small questions about pods.
import {plainText} from './loose.ts';
import {createHash} from 'node:crypto';
import type {KubeObject} from '../world.ts';

export type Mount = {
	readonly name: string;
	readonly mountPath: string;
	readonly subPath?: string;
	readonly readOnly?: boolean;
};

export type Probe = {
	readonly initialDelaySeconds?: number;
	readonly periodSeconds?: number;
	readonly failureThreshold?: number;
	readonly httpGet?: {readonly path?: string; readonly port: number | string};
	readonly tcpSocket?: {readonly port: number | string};
};

type SecurityContext = {readonly runAsNonRoot?: boolean; readonly runAsUser?: number};

export type ContainerSpec = {
	readonly name: string;
	readonly image: string;
	readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
	readonly command?: readonly string[];
	readonly args?: readonly string[];
	readonly env?: readonly {readonly name: string; readonly value?: string; readonly valueFrom?: unknown}[];
	readonly volumeMounts?: readonly Mount[];
	readonly ports?: readonly {
		readonly containerPort: number;
		readonly hostPort?: number;
		readonly name?: string;
		readonly protocol?: string;
	}[];
	readonly envFrom?: readonly unknown[];
	readonly livenessProbe?: Probe;
	readonly readinessProbe?: Probe;
	readonly resources?: {
		readonly requests?: Readonly<Record<string, string>>;
		readonly limits?: Readonly<Record<string, string>>;
	};
	readonly securityContext?: SecurityContext;
	readonly startupProbe?: Probe;
};

export type Volume = {
	readonly name: string;
	readonly configMap?: {
		readonly name: string;
		readonly optional?: boolean;
		readonly items?: readonly {readonly key: string; readonly path: string}[];
	};
	readonly secret?: {readonly secretName: string; readonly optional?: boolean};
	readonly hostPath?: {readonly path: string; readonly type?: string};
	readonly nfs?: {readonly server: string; readonly path: string};
	readonly persistentVolumeClaim?: {readonly claimName: string};
	readonly emptyDir?: unknown;
};

export type Toleration = {
	readonly key?: string;
	readonly operator?: string;
	readonly value?: string;
	readonly effect?: string;
	readonly tolerationSeconds?: number;
};

export type PodSpec = {
	readonly containers: readonly ContainerSpec[];
	readonly initContainers?: readonly ContainerSpec[];
	readonly volumes?: readonly Volume[];
	readonly hostNetwork?: boolean;
	readonly nodeName?: string;
	readonly nodeSelector?: Readonly<Record<string, string>>;
	readonly tolerations?: readonly Toleration[];
	readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
	readonly affinity?: unknown;
	readonly securityContext?: SecurityContext;
};

/** 250m, 2, 64Mi and the like: in thousandths of a processor, or in bytes. */
export const quantity = (text: string | undefined, unit: 'cpu' | 'memory'): number => {
	const [, amount = '0', suffix = ''] = /^([\d.]+)(\w*)$/.exec(text ?? '') ?? [];
	if (unit === 'cpu') return Number(amount) * (suffix === 'm' ? 1 : 1000);
	const powers: Readonly<Record<string, number>> = {Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, k: 1e3, M: 1e6, G: 1e9};
	return Number(amount) * (powers[suffix] ?? 1);
};

export type Condition = {
	type: string;
	status: 'True' | 'False' | 'Unknown';
	lastTransitionTime: string;
	reason?: string;
	message?: string;
	[more: string]: unknown;
};

export const specOf = (pod: KubeObject): PodSpec => (pod.spec ?? {containers: []}) as unknown as PodSpec;

export const conditionOf = (object: KubeObject, type: string): Condition | undefined =>
	(object.status?.['conditions'] as Condition[] | undefined)?.find(condition => condition.type === type);

export const isReady = (object: KubeObject): boolean => conditionOf(object, 'Ready')?.status === 'True';

export const phaseOf = (pod: KubeObject): string => plainText(pod.status?.['phase'], 'Pending');

export const finished = (pod: KubeObject): boolean => ['Succeeded', 'Failed'].includes(phaseOf(pod));

export const leaving = (object: KubeObject): boolean => object.metadata['deletionTimestamp'] !== undefined;

/** A short mark of any value: how templates and manifests are told apart. */
export const mark = (value: unknown): string => createHash('md5').update(JSON.stringify(value)).digest('hex');

const marks = new WeakMap<object, string>();

/** The same for objects that are replaced and never changed inside, such as a workload's template. */
export const markOnce = (value: object): string => {
	const known = marks.get(value) ?? mark(value);
	marks.set(value, known);
	return known;
};

export const tolerates = (
	tolerations: readonly Toleration[] | undefined,
	taint: {readonly key: string; readonly value?: string; readonly effect: string},
): boolean =>
	(tolerations ?? []).some(
		({key, operator, value, effect}) =>
			(effect === undefined || effect === '' || effect === taint.effect) &&
			(key === undefined || key === '' ? operator === 'Exists' : key === taint.key) &&
			(operator === 'Exists' || (value ?? '') === (taint.value ?? '')),
	);
