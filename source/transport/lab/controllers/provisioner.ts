// What a provisioner of volumes is: how it makes and takes away what is behind a volume.
import type {ContainerSpec} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';

export type Request = {
	readonly claim: KubeObject;
	readonly volume: string;
	/** Where the scheduler wants it; undefined for classes that bind at once. */
	readonly node: string | undefined;
};

/** `source` is the part of the volume's specification that says where it is; `failed` are the provisioner's words. */
export type Provided = 'waiting' | {readonly failed: string} | {readonly source: Readonly<Record<string, unknown>>};

export type Provisioner = {
	readonly image: string;
	/** What its classes name. */
	readonly name: (container: ContainerSpec) => string;
	readonly make: (world: World, pod: KubeObject, request: Request) => Provided;
	/** True when nothing is left of it. */
	readonly clear: (world: World, pod: KubeObject, volume: KubeObject, parameters: unknown) => boolean;
};
