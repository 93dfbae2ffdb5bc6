// A disk as just-bash wants to see it. Errors carry the words of the C library: commands print them as they are.
import type {IFileSystem} from 'just-bash';
import {parentDoor} from './missing-directories.ts';
import {normal, parentOf, type Disk} from './disk.ts';

type Content = string | Uint8Array;
type Encoding = string | {readonly encoding?: string | null} | undefined;

const encodingOf = (encoding: Encoding): string | undefined =>
	(typeof encoding === 'string' ? encoding : encoding?.encoding) ?? undefined;

const trouble = (code: string, words: string, call: string, path: string): Error =>
	Object.assign(new Error(`${code}: ${words}, ${call} '${path}'`), {code, path});

const missing = (call: string, path: string): Error => trouble('ENOENT', 'no such file or directory', call, path);

const strict = new TextDecoder('utf-8', {fatal: true});

const decode = (bytes: Uint8Array): {readonly text: string; readonly bytes?: true} => {
	try {
		return {text: strict.decode(bytes)};
	} catch {
		return {text: Buffer.from(bytes).toString('latin1'), bytes: true};
	}
};

const isAscii = /^[\0-\x7f]*$/;

const contentOf = (content: Content, encoding: Encoding): {readonly text: string; readonly bytes?: true} => {
	if (typeof content !== 'string') return decode(content);
	if (isAscii.test(content)) return {text: content};
	const name = encodingOf(encoding);
	if (name === 'binary' || name === 'latin1') return decode(Buffer.from(content, 'latin1'));
	return name === 'base64' || name === 'hex' ? decode(Buffer.from(content, name)) : {text: content};
};

/** What bash does with `/dev/tcp/HOST/PORT`; undefined when somebody answers, else the reason. */
export type Dial = (host: string, port: number) => string | undefined;

const stats = (type: 'file' | 'directory' | 'link', mode: number, size: number, at: number, target: string) => ({
	isFile: type === 'file',
	isDirectory: type === 'directory',
	isSymbolicLink: type === 'link',
	mode,
	size,
	mtime: new Date(at),
	identity: target,
});

export const diskFs = (disk: Disk, dial: Dial, hidden: ReadonlySet<string>, now: () => number): IFileSystem => {
	/** Debian's /bin is a link to /usr/bin; just-bash finds a command only below those two, wherever its file is. */
	const isDoor = (path: string): boolean =>
		path.startsWith('/bin/') &&
		(hidden.has(path.slice(5)) ||
			['/usr/sbin', '/usr/local/bin'].some(directory => disk.exists(`${directory}/${path.slice(5)}`)));
	const call = (path: string): void => {
		const [, , , host, port] = path.split('/');
		const reason = dial(host ?? '', Number(port));
		if (reason !== undefined) throw trouble('ECONNREFUSED', reason, 'connect', path);
	};
	/** See missing-directories.ts. */
	const isParentDoor = (path: string): boolean => {
		if (!path.startsWith(parentDoor)) return false;
		const target = path.slice(parentDoor.length);
		if (target.startsWith('/dev/tcp/')) {
			call(target);
			return true;
		}
		return !target.startsWith('/') || disk.isDirectory(parentOf(normal(target)));
	};
	const bufferOf = (path: string, syscall: string): Buffer => {
		if (path === '/dev/null' || isParentDoor(path)) return Buffer.alloc(0);
		if (path.startsWith('/dev/tcp/')) {
			call(path);
			return Buffer.alloc(0);
		}
		const target = disk.real(path);
		const text = disk.read(path);
		if (text === undefined) {
			if (disk.isDirectory(path)) throw trouble('EISDIR', 'illegal operation on a directory', 'read', path);
			throw missing(syscall, path);
		}
		const entry = target === undefined ? undefined : disk.entry(target);
		return Buffer.from(text, entry?.kind === 'file' && entry.bytes ? 'latin1' : 'utf8');
	};
	const write = (path: string, content: Content, encoding: Encoding, append: boolean): void => {
		if (path.startsWith('/dev/')) {
			if (path.startsWith('/dev/tcp/')) call(path);
			return;
		}
		if (disk.isDirectory(path)) throw trouble('EISDIR', 'illegal operation on a directory', 'open', path);
		if (!disk.isDirectory(parentOf(normal(path)))) throw missing('open', path);
		const target = disk.real(path);
		if (target === undefined) throw trouble('ELOOP', 'too many symbolic links encountered', 'open', path);
		const piece = contentOf(content, encoding);
		if (disk.virtual.covers(target)) {
			if (piece.text !== '' && !disk.virtual.write(target, piece.text))
				throw disk.exists(target)
					? trouble('EACCES', 'permission denied', 'open', path)
					: missing('open', path);
			return;
		}
		const before = disk.entry(target);
		const old = append && before?.kind === 'file' ? before : undefined;
		const mode = before?.mode ?? 0o644;
		const bytes = old?.bytes ?? piece.bytes;
		disk.put(target, {
			kind: 'file',
			text: (old?.text ?? '') + piece.text,
			...(bytes && {bytes}),
			mode,
			at: now(),
		});
	};
	const statOf = (path: string, follow: boolean): Awaited<ReturnType<IFileSystem['stat']>> => {
		const entry = follow ? undefined : disk.entry(path);
		if (entry?.kind === 'link') return stats('link', 0o777, entry.target.length, entry.at, normal(path));
		if (path === '/dev/null') return stats('file', 0o666, 0, 0, path);
		if (isDoor(path)) return stats('file', 0o755, 0, 0, path);
		const target = disk.real(path);
		if (target === undefined) throw trouble('ELOOP', 'too many symbolic links encountered', 'stat', path);
		if (disk.isDirectory(target)) {
			const own = disk.entry(target);
			return stats('directory', own?.mode ?? 0o755, 4096, own?.at ?? 0, target);
		}
		const own = disk.entry(target);
		if (own?.kind === 'file') {
			const size = own.bytes || isAscii.test(own.text) ? own.text.length : Buffer.byteLength(own.text);
			return stats('file', own.mode, size, own.at, target);
		}
		if (disk.read(target) !== undefined) return stats('file', 0o644, 0, now(), target);
		throw missing('stat', path);
	};
	const copy = (from: string, to: string, recursive: boolean): void => {
		if (!disk.isDirectory(from)) return write(to, bufferOf(from, 'copyfile'), undefined, false);
		if (!recursive) throw trouble('EISDIR', 'is a directory', 'cp', from);
		disk.makeDirectory(to);
		for (const name of disk.list(from)) copy(`${from}/${name}`, `${to}/${name}`, true);
	};
	const copyWhole = (from: string, to: string): void => {
		const entry = disk.entry(from);
		if (!entry) throw missing('rename', from);
		disk.put(normal(to), entry);
		if (entry.kind === 'directory')
			for (const name of disk.list(from)) copyWhole(`${from}/${name}`, `${to}/${name}`);
	};
	return {
		readFile: async (path, options) => {
			const encoding = encodingOf(options);
			const buffer = bufferOf(path, 'open');
			return buffer.toString(encoding === 'binary' || encoding === 'latin1' ? 'latin1' : 'utf8');
		},
		readFileBytes: async path => bufferOf(path, 'open').toString('latin1') as never,
		readFileBuffer: async path => new Uint8Array(bufferOf(path, 'open')),
		writeFile: async (path, content, options) => write(path, content, options, false),
		appendFile: async (path, content, options) => write(path, content, options, true),
		exists: async path => path === '/dev/null' || isDoor(path) || disk.exists(path),
		stat: async path => statOf(path, true),
		lstat: async path => statOf(path, false),
		mkdir: async (path, options) => {
			if (disk.exists(path)) {
				if (options?.recursive && disk.isDirectory(path)) return;
				throw trouble('EEXIST', 'file already exists', 'mkdir', path);
			}
			if (!options?.recursive && !disk.isDirectory(parentOf(normal(path)))) throw missing('mkdir', path);
			disk.makeDirectory(path);
		},
		readdir: async path => {
			if (!disk.exists(path)) throw missing('scandir', path);
			if (!disk.isDirectory(path)) throw trouble('ENOTDIR', 'not a directory', 'scandir', path);
			return [...disk.list(path)];
		},
		rm: async (path, options) => {
			const entry = disk.entry(path);
			if (!entry) {
				if (options?.force) return;
				throw missing('rm', path);
			}
			if (entry.kind === 'directory' && !options?.recursive && disk.list(path).length > 0)
				throw trouble('ENOTEMPTY', 'directory not empty', 'rm', path);
			disk.remove(path);
		},
		cp: async (from, to, options) => {
			if (!disk.exists(from)) throw missing('cp', from);
			copy(normal(from), normal(to), options?.recursive ?? false);
			const mode = disk.mode(from);
			if (mode !== undefined && !disk.isDirectory(from)) disk.setMode(to, mode);
		},
		mv: async (from, to) => {
			if (normal(from) === normal(to)) return;
			if (!disk.entry(from)) throw missing('rename', from);
			if (!disk.isDirectory(parentOf(normal(to)))) throw missing('rename', to);
			disk.remove(to);
			copyWhole(normal(from), normal(to));
			disk.remove(from);
		},
		resolvePath: (base, path) => normal(path.startsWith('/') ? path : `${base}/${path}`),
		getAllPaths: () => [...disk.paths()],
		chmod: async (path, mode) => {
			if (!disk.exists(path)) throw missing('chmod', path);
			disk.setMode(path, mode);
		},
		symlink: async (target, path) => {
			if (disk.entry(path)) throw trouble('EEXIST', 'file already exists', 'symlink', path);
			disk.link(target, path);
		},
		link: async (existing, path) => {
			if (disk.entry(path)) throw trouble('EEXIST', 'file already exists', 'link', path);
			write(path, bufferOf(existing, 'link'), undefined, false);
		},
		readlink: async path => {
			const target = disk.linkTarget(path);
			if (target === undefined) throw trouble('EINVAL', 'invalid argument', 'readlink', path);
			return target;
		},
		realpath: async path => {
			const target = disk.real(path);
			if (target === undefined || !disk.exists(target)) throw missing('realpath', path);
			return target;
		},
		utimes: async (path, _accessed, changed) => {
			const target = disk.real(path);
			const entry = target === undefined ? undefined : disk.entry(target);
			if (!target || !entry) throw missing('utimes', path);
			disk.put(target, {...entry, at: changed.getTime()});
		},
	};
};
