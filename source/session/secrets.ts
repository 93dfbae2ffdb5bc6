// Captured secrets: in a file that only its owner reads, gone when the session closes.
import {readFileSync, rmSync} from 'node:fs';
import type {SecretKeeper} from '../engine/vault.ts';
import {writeFile} from './write-file.ts';

export type Secrets = SecretKeeper & {
	/** The session is closed: nothing needs them any more. */
	readonly remove: () => void;
};

type Kept = Record<string, Record<string, string>>;

const read = (path: string): Kept => {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Kept;
	} catch {
		// Gone or unreadable is the same: the captures' own `renew` asks for them again.
		return {};
	}
};

/** A value that cannot be written stays in memory; `onError` is told once with one sentence. */
export const openSecrets = (path: string, onError: (error: Error) => void): Secrets => {
	const kept = read(path);
	let broken = false;
	return {
		get: (name, host) => kept[name]?.[host],
		set: (name, host, value) => {
			kept[name] = {...kept[name], [host]: value};
			try {
				writeFile('secrets', path, `${JSON.stringify(kept)}\n`);
			} catch (error) {
				if (!broken && error instanceof Error) onError(error);
				broken = true;
			}
		},
		remove: () => {
			for (const name of Object.keys(kept)) delete kept[name];
			rmSync(path, {force: true});
		},
	};
};
