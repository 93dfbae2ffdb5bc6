// A machine's disk: what is written stays, and only what differs from a fresh installation is saved.
import type {Files} from './files.ts';

export type Entry =
	/** `text` is UTF-8 decoded; `bytes` says that it is not text and each character is one byte. */
	| {
			readonly kind: 'file';
			readonly text: string;
			readonly bytes?: true;
			readonly mode: number;
			readonly at: number;
			readonly owner?: string;
	  }
	| {readonly kind: 'directory'; readonly mode: number; readonly at: number; readonly owner?: string}
	| {readonly kind: 'link'; readonly target: string; readonly mode: number; readonly at: number};

/** Files that are no files: made from the machine's state when somebody looks. */
export type Virtual = {
	/** Whether a path is one of these at all. */
	readonly covers: (path: string) => boolean;
	readonly read: (path: string) => string | undefined;
	/** False when it cannot be written. */
	readonly write: (path: string, text: string) => boolean;
	readonly isDirectory: (path: string) => boolean;
	readonly list: (path: string) => readonly string[];
};

export type Disk = Files & {
	/** The entry itself, links not followed at the last step. */
	readonly entry: (path: string) => Entry | undefined;
	readonly put: (path: string, entry: Entry) => void;
	/** Links resolved as far as they lead; undefined when they lead in a circle. */
	readonly real: (path: string) => string | undefined;
	readonly virtual: Virtual;
	readonly paths: () => Iterable<string>;
	/** What differs from the image it was made from: null is gone. */
	readonly difference: () => Record<string, Entry | null>;
};

/** Absolute, without `.`, `..` and doubled slashes. */
export const normal = (path: string): string => {
	if (!path.includes('//') && !path.includes('/.') && (path.length === 1 || !path.endsWith('/'))) return path;
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
};

export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const createDisk = (image: ReadonlyMap<string, Entry>, virtual: Virtual, now: () => number): Disk => {
	const entries = new Map(image);
	const children = new Map<string, Set<string>>([['/', new Set()]]);
	let changes = 0;
	let linkCount = 0;
	/** Where paths lead, as long as no link has changed. */
	const led = [new Map<string, string | undefined>(), new Map<string, string | undefined>()] as const;
	const forgetLinks = (): void => led.forEach(known => known.clear());

	const attach = (path: string, entry: Entry): void => {
		if (entry.kind === 'directory' && !children.has(path)) children.set(path, new Set());
		if (entry.kind === 'link') linkCount++;
		if (path === '/') return;
		const parent = parentOf(path);
		if (!children.has(parent)) children.set(parent, new Set());
		children.get(parent)!.add(nameOf(path));
	};
	for (const [path, entry] of entries) attach(path, entry);

	/** Follows links in all parents; in the last part too when `follow`. */
	const resolve = (given: string, follow: boolean): string | undefined => {
		const known = led[follow ? 1 : 0];
		if (known.has(given)) return known.get(given);
		const path = walk(given, follow);
		if (known.size > 5000) known.clear();
		known.set(given, path);
		return path;
	};

	const walk = (given: string, follow: boolean): string | undefined => {
		let path = normal(given);
		if (linkCount === 0) return path;
		for (let steps = 0; steps < 40; steps++) {
			let at = path.indexOf('/', 1);
			let link: {readonly prefix: string; readonly target: string} | undefined;
			for (;;) {
				if (at === -1 && !follow) break;
				const prefix = at === -1 ? path : path.slice(0, at);
				const entry = entries.get(prefix);
				if (entry?.kind === 'link') {
					link = {prefix, target: entry.target};
					break;
				}
				if (at === -1) break;
				at = path.indexOf('/', at + 1);
			}
			if (!link) return path;
			const rest = path.slice(link.prefix.length);
			const base = link.target.startsWith('/') ? link.target : `${parentOf(link.prefix)}/${link.target}`;
			path = normal(base + rest);
		}
		return undefined;
	};

	const real = (path: string): string | undefined => resolve(path, true);

	const makeDirectory = (given: string, mode = 0o755): void => {
		const path = real(given);
		if (path === undefined || path === '/' || entries.has(path)) return;
		makeDirectory(parentOf(path));
		put(path, {kind: 'directory', mode, at: now()});
	};

	const put = (path: string, entry: Entry): void => {
		changes++;
		const before = entries.get(path);
		if (before?.kind === 'link') linkCount--;
		if (before?.kind === 'link' || entry.kind === 'link') forgetLinks();
		entries.set(path, entry);
		attach(path, entry);
	};

	const drop = (path: string): void => {
		changes++;
		for (const child of children.get(path) ?? []) drop(path === '/' ? `/${child}` : `${path}/${child}`);
		if (entries.get(path)?.kind === 'link') {
			linkCount--;
			forgetLinks();
		}
		entries.delete(path);
		children.delete(path);
		children.get(parentOf(path))?.delete(nameOf(path));
	};

	const write = (given: string, text: string, mode?: number): void => {
		const path = real(given);
		if (path === undefined) return;
		if (virtual.covers(path)) {
			changes++;
			virtual.write(path, text);
			return;
		}
		makeDirectory(parentOf(path));
		const before = entries.get(path);
		put(path, {...before, kind: 'file', text, mode: mode ?? before?.mode ?? 0o644, at: now()});
	};

	const at = (given: string): {readonly path: string; readonly entry: Entry | undefined} | undefined => {
		const path = real(given);
		return path === undefined ? undefined : {path, entry: entries.get(path)};
	};

	const read = (given: string): string | undefined => {
		const found = at(given);
		if (!found) return undefined;
		if (virtual.covers(found.path)) return virtual.read(found.path);
		return found.entry?.kind === 'file' ? found.entry.text : undefined;
	};

	const isDirectory = (given: string): boolean => {
		const found = at(given);
		if (!found) return false;
		return found.path === '/' || virtual.isDirectory(found.path) || found.entry?.kind === 'directory';
	};

	return {
		read,
		write,
		append: (path, text) => write(path, (virtual.covers(normal(path)) ? '' : (read(path) ?? '')) + text),
		remove: given => {
			const path = resolve(given, false);
			if (path !== undefined && path !== '/' && entries.has(path)) drop(path);
		},
		exists: path => read(path) !== undefined || isDirectory(path),
		isDirectory,
		list: given => {
			const path = real(given);
			if (path === undefined) return [];
			const names = new Set([...(children.get(path) ?? []), ...virtual.list(path)]);
			return [...names].toSorted();
		},
		makeDirectory,
		link: (target, given) => {
			const path = resolve(given, false);
			if (path === undefined) return;
			makeDirectory(parentOf(path));
			put(path, {kind: 'link', target, mode: 0o777, at: now()});
		},
		linkTarget: given => {
			const path = resolve(given, false);
			const entry = path === undefined ? undefined : entries.get(path);
			return entry?.kind === 'link' ? entry.target : undefined;
		},
		mode: path => at(path)?.entry?.mode,
		setMode: (path, mode) => {
			const found = at(path);
			if (found?.entry) put(found.path, {...found.entry, mode});
		},
		changedAt: path => at(path)?.entry?.at,
		changes: () => changes,
		entry: given => {
			const path = resolve(given, false);
			return path === undefined ? undefined : entries.get(path);
		},
		put,
		real,
		virtual,
		paths: () => entries.keys(),
		difference: () => {
			const changed: Record<string, Entry | null> = {};
			for (const [path, entry] of entries) if (image.get(path) !== entry) changed[path] = entry;
			for (const path of image.keys()) if (!entries.has(path)) changed[path] = null;
			return changed;
		},
	};
};
