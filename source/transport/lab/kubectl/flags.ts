// kubectl's command line: flags of all verbs, and those that mean something else to one of them.

export type Flags = {
	readonly words: readonly string[];
	/** What follows `--`. */
	readonly rest: readonly string[];
	readonly has: (name: string) => boolean;
	readonly value: (name: string) => string | undefined;
	readonly values: (name: string) => readonly string[];
};

export type FlagError = {readonly error: string};

const split = (text: string): readonly string[] => text.trim().split(/\s+/);

const valued = new Set(
	split(`
		namespace output selector filename kubeconfig server request-timeout context cluster user field-selector sort-by
		timeout for image replicas restart port target-port type tail container since since-time grace-period from-literal
		from-file from-env-file patch patch-file raw to-revision template overrides env v as as-group token
		certificate-authority client-certificate client-key labels cascade name node-port external-ip tcp protocol
		pod-running-timeout field-manager class rule verb resource role clusterrole serviceaccount schedule limits requests
		current-replicas current hostname duration pod-selector label-columns chunk-size kustomize max-log-requests
		cluster-ip api-group show-managed-fields api-version key cert docker-server docker-username docker-password
		revision tls-server-name cache-dir log-flush-frequency group group-version command-timeout generator subresource
	`),
);

const plain = new Set(
	split(`
		all-namespaces watch watch-only no-headers show-labels show-kind ignore-not-found wait all force now overwrite
		previous follow timestamps prefix all-containers stdin tty rm command client short dry-run record local list
		ignore-daemonsets delete-emptydir-data delete-local-data disable-eviction attach quiet server-side
		force-conflicts recursive prune validate minify flatten namespaced allow-missing-template-keys insecure-skip-tls-verify
		expose save-config warnings-as-errors output-watch-events server-print help show-events match-server-version
		leave-stdin-open privileged default skip-wait-for-delete-timeout ignore-errors merge
	`),
);

/** With an optional value: `--dry-run=client`, `--watch=false`. */
const short: Readonly<Record<string, string>> = {
	n: 'namespace',
	o: 'output',
	l: 'selector',
	f: 'filename',
	A: 'all-namespaces',
	w: 'watch',
	s: 'server',
	c: 'container',
	p: 'patch',
	i: 'stdin',
	t: 'tty',
	q: 'quiet',
	v: 'v',
	k: 'kustomize',
	R: 'recursive',
	r: 'recursive',
	L: 'label-columns',
	h: 'help',
};

const shortOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {logs: {p: 'previous', f: 'follow'}};

export const readFlags = (verb: string, args: readonly string[]): Flags | FlagError => {
	const words: string[] = [];
	const found = new Map<string, string[]>();
	const add = (name: string, value: string): void => void found.set(name, [...(found.get(name) ?? []), value]);
	let rest: readonly string[] = [];
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		if (arg === '--') {
			rest = args.slice(index + 1);
			break;
		}
		if (!arg.startsWith('-') || arg === '-') {
			words.push(arg);
			continue;
		}
		if (arg.startsWith('--')) {
			const [, name = '', , value] = /^--([^=]*)(=(.*))?$/s.exec(arg) ?? [];
			if (!valued.has(name) && !plain.has(name)) return {error: `unknown flag: --${name}`};
			if (value !== undefined) add(name, value);
			else if (plain.has(name)) add(name, 'true');
			else if (args[index + 1] === undefined) return {error: `flag needs an argument: --${name}`};
			else add(name, args[++index]!);
			continue;
		}
		// -it, -nkube-system, -o=json
		for (let at = 1; at < arg.length; at++) {
			const letter = arg[at]!;
			const name = shortOf[verb]?.[letter] ?? short[letter];
			if (name === undefined) return {error: `unknown shorthand flag: '${letter}' in ${arg}`};
			if (plain.has(name)) {
				add(name, 'true');
				continue;
			}
			const glued = arg.slice(at + 1).replace(/^=/, '');
			if (glued !== '') add(name, glued);
			else if (args[index + 1] === undefined) return {error: `flag needs an argument: '${letter}' in ${arg}`};
			else add(name, args[++index]!);
			break;
		}
	}
	return {
		words,
		rest,
		has: name => found.has(name) && found.get(name)!.at(-1) !== 'false',
		value: name => found.get(name)?.at(-1),
		values: name => found.get(name) ?? [],
	};
};

const lengths: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000};

/** `30s`, `2m`, `1h30m`, plain seconds; -1 for one that makes no sense. Milliseconds. */
export const readDuration = (text: string): number => {
	if (/^-?\d+$/.test(text)) return Number(text) * 1000;
	const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
	if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return Number.NaN;
	return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (lengths[unit!] ?? 0), 0);
};
