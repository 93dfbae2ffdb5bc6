import type {Text} from '../../source/engine/declare.ts';

/** The systems that simulated hosts can have. */
export type LabMachine =
	| 'debian-12'
	| 'debian-13'
	| 'ubuntu-22.04'
	| 'ubuntu-24.04'
	| 'rocky-9'
	| 'openeuler-24.03'
	| 'centos-7';

/** A lab is a plan that is walked on simulated hosts. */
export type LabDeclaration = {
	readonly id: string;
	readonly title: Text;
	/** A cluster.yaml, word for word: read by the same rules as an operator's own. */
	readonly plan: string;
	/** The system of every host, or of each by name. Left out: Debian 12. */
	readonly machine?: LabMachine | Readonly<Record<string, LabMachine>>;
	/** The default route leads through a second network, as with VirtualBox and some clouds. */
	readonly uplink?: true;
};
