import {existsSync, readFileSync} from 'node:fs';

/** What package.json says: it lies one floor above the sources, and one more above them when they are built. */
export const version = (): string => {
	const path = ['../package.json', '../../package.json']
		.map(path => new URL(path, import.meta.url))
		.find(path => existsSync(path))!;
	return (JSON.parse(readFileSync(path, 'utf8')) as {version: string}).version;
};
