// Archives that are no packages: nobody's package manager compares them with what they should be.
/** By Debian's names of processors: where it is, what its checksum is, and what to write when that copy is not true. */
export type Archive = {
	readonly address: {readonly amd64: string; readonly arm64: string};
	readonly sha256: {readonly amd64: string; readonly arm64: string};
	readonly instead: string;
};
