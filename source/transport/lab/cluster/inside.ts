// A program in a container: where it runs, and what is asked about it.
import type {Files, FilesOf} from '../files.ts';
import type {Container, KubeObject, Machine, World} from '../world.ts';
import type {ContainerSpec} from './pod.ts';

export type Inside = {
	readonly world: World;
	readonly machine: Machine;
	readonly files: Files;
	readonly filesOf: FilesOf;
	readonly pod: KubeObject;
	readonly spec: ContainerSpec;
	readonly container: Container;
	readonly say: (text: string) => void;
};

/** `stays`: it runs on. Otherwise with which code it ends, and after how long. */
export type Life = 'stays' | {readonly exit: number; readonly after: number};

export type Program = {
	/** Once, when it starts (and has what it needs). */
	readonly life: (inside: Inside) => Life;
	/** Milliseconds until its readiness, and a further condition. */
	readonly readyAfter?: number;
	/** What it cannot do without: with a lower limit the kernel kills it. */
	readonly memoryMiB?: number;
	readonly ready?: (inside: Inside) => boolean;
};

export const stamp = (world: World, level: 'I' | 'E' | 'F' | 'W', where: string, text: string): string => {
	const at = new Date(world.now).toISOString();
	return `${level}${at.slice(5, 7)}${at.slice(8, 10)} ${at.slice(11, 23)}000       1 ${where}] ${text}`;
};

export const words = ({spec}: Inside): string[] => [...(spec.command ?? []), ...(spec.args ?? [])];
