// What a Debian package is made of in the lab.
export type LabPackage = {
	readonly name: string;
	readonly summary: string;
	/** Names, as Debian's control file has them but without versions; `a | b` takes the first unless b is installed. */
	readonly depends?: readonly string[] | ((version: string) => readonly string[]);
	readonly recommends?: readonly string[];
	readonly conflicts?: readonly string[];
	readonly section?: string;
	readonly architecture?: 'all';
	/** Size of the archive and of the installed files, in kB. */
	readonly size: number;
	readonly installed: number;
	/** Programs it brings, by full path; each makes the lab's command of that name found. */
	readonly programs?: readonly string[];
	/** Other files with their text. Those below /etc are conffiles: kept when changed, and until `purge`. */
	readonly files?: (version: string) => Readonly<Record<string, string>>;
	/** Units it brings (units.ts); Debian enables and starts them when the package is configured. */
	readonly units?: readonly string[];
	/** False: its units are neither enabled nor started by themselves. Left out: they are. */
	readonly startedWhen?: (version: string) => boolean;
	/** System users that it creates. */
	readonly users?: readonly string[];
	/** Lines printed while it is set up, after `Setting up …`. */
	readonly says?: readonly string[];
};
