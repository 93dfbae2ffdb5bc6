// Files from outside that are no packages: nobody's package manager compares them with what they should be.
/** By Debian's names of processors: where it is, what its checksum is, and what to write when that copy is not true. */
export type Archive = {
	readonly address: {readonly amd64: string; readonly arm64: string};
	readonly sha256: {readonly amd64: string; readonly arm64: string};
	readonly instead: string;
};

/** A file that is the same for every processor. */
export const plainFile = (address: string, sha256: string, instead: string): Archive => ({
	address: {amd64: address, arm64: address},
	sha256: {amd64: sha256, arm64: sha256},
	instead,
});
