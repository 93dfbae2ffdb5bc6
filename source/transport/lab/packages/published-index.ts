// The files in which a package source lists what it has: apt's Packages, and for dnf and yum repomd.xml with the list it names.
import {createHash} from 'node:crypto';
import {archiveText} from '../archive.ts';

type Packages = Readonly<Record<string, readonly string[]>>;

const each = <Line>(packages: Packages, write: (name: string, version: string) => Line): readonly Line[] =>
	Object.entries(packages).flatMap(([name, versions]) => versions.map(version => write(name, version)));

const debIndex = (packages: Packages): string =>
	each(packages, (name, version) => `Package: ${name}\nVersion: ${version}\n\n`).join('');

const primaryPath = 'repodata/primary.xml.gz';

/** As createrepo_c writes it, with what is read of it here. */
const repomd = `<?xml version="1.0" encoding="UTF-8"?>
<repomd xmlns="http://linux.duke.edu/metadata/repo" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
  <revision>1764201600</revision>
  <data type="primary">
    <location href="${primaryPath}"/>
  </data>
  <data type="filelists">
    <location href="repodata/filelists.xml.gz"/>
  </data>
</repomd>
`;

const entry = (name: string, version: string): string => {
	const [, epoch = '0', ver = '', rel = ''] = /^(?:(\d+):)?([^-]+)-?(.*)$/.exec(version) ?? [];
	return `<package type="rpm">
  <name>${name}</name>
  <arch>x86_64</arch>
  <version epoch="${epoch}" ver="${ver}" rel="${rel}"/>
</package>
`;
};

const primary = (packages: Packages): string => {
	const text = `<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
${each(packages, entry).join('')}</metadata>
`;
	return archiveText({sha256: createHash('sha256').update(text).digest('hex'), files: {'primary.xml': text}});
};

/** The file of a source at a path below its address; undefined when it has none there. */
export const indexFile = (packages: Packages, path: string): string | undefined => {
	if (path.endsWith('/Packages')) return debIndex(packages);
	if (path.endsWith('/repodata/repomd.xml')) return repomd;
	return path.endsWith(`/${primaryPath}`) ? primary(packages) : undefined;
};
