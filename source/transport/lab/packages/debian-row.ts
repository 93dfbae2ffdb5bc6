import type {LabPackage} from '../package.ts';

/** A package of Debian 12 with the version that bookworm has. */
export type DebianRow = Omit<LabPackage, 'name'> & {readonly version: string};

export type DebianRows = Readonly<Record<string, DebianRow>>;
