// Which commit a release was built from, and when: known for the ones met, made up steadily for the others.
import {createHash} from 'node:crypto';
import {minorOf} from './versions.ts';

const commits: Readonly<Record<string, string>> = {'1.20.2': 'faecb196815e248d3ecfb03c680a4507229c2a56'};
const dates: Readonly<Record<string, string>> = {'1.20.2': '2021-01-13T13:28:09Z'};

export const commitOf = (version: string): string =>
	commits[version] ?? createHash('sha1').update(`kubernetes ${version}`).digest('hex');

/** Three releases a year, a patch every month. */
export const buildDateOf = (version: string): string => {
	const patch = Number(version.split('.')[2] ?? 0);
	const months = (minorOf(version) - 31) * 4 + patch;
	return dates[version] ?? `${new Date(Date.UTC(2024, 7 + months, 14, 2, 17, 41)).toISOString().slice(0, 19)}Z`;
};
