// curl's command line.
import type {CommandResult, Shell} from '../command.ts';
import {commonName} from '../certificate-user.ts';

export type CurlOptions = {
	urls: string[];
	method: string;
	silent: boolean;
	showError: boolean;
	fail: 'no' | 'quiet' | 'with-body';
	insecure: boolean;
	follow: boolean;
	include: boolean;
	verbose: boolean;
	head: boolean;
	output?: string;
	remoteName: boolean;
	makeDirectories: boolean;
	writeOut?: string;
	/** Seconds. */
	maxTime?: number;
	connectTimeout?: number;
	retries: number;
	retryDelay?: number;
	retryRefused: boolean;
	retryAll: boolean;
	authority?: string;
	certificate?: string;
	authorization?: string;
	resolve: {host: string; port: number; address: string}[];
};

const takesValue = new Set(
	(
		'-o --output -w --write-out -m --max-time --connect-timeout -H --header -X --request -d --data --data-raw --data-binary ' +
		'--cacert --cert -E --key --resolve --retry --retry-delay --retry-max-time -u --user -A --user-agent -e --referer -x ' +
		'--proxy --noproxy -b --cookie -c --cookie-jar --interface --ciphers --limit-rate --url -T --upload-file --capath ' +
		'-K --config -C --continue-at -r --range --max-redirs --proto --dns-servers --output-dir'
	).split(' '),
);

const long: Readonly<Record<string, string>> = {
	'--output': '-o',
	'--write-out': '-w',
	'--max-time': '-m',
	'--request': '-X',
	'--data': '-d',
	'--data-raw': '-d',
	'--data-binary': '-d',
	'--cert': '-E',
	'--config': '-K',
	'--header': '-H',
	'--silent': '-s',
	'--show-error': '-S',
	'--fail': '-f',
	'--insecure': '-k',
	'--location': '-L',
	'--include': '-i',
	'--verbose': '-v',
	'--head': '-I',
	'--remote-name': '-O',
};

const flags: Readonly<Record<string, (options: CurlOptions) => void>> = {
	'-s': options => void (options.silent = true),
	'-S': options => void (options.showError = true),
	'-f': options => void (options.fail = 'quiet'),
	'--fail-with-body': options => void (options.fail = 'with-body'),
	'-k': options => void (options.insecure = true),
	'-L': options => void (options.follow = true),
	'-i': options => void (options.include = true),
	'-v': options => void (options.verbose = true),
	'-I': options => void Object.assign(options, {head: true, method: 'HEAD'}),
	'-O': options => void (options.remoteName = true),
	'--create-dirs': options => void (options.makeDirectories = true),
	'--retry-connrefused': options => void (options.retryRefused = true),
	'--retry-all-errors': options => void (options.retryAll = true),
};

const quiet = new Set(
	'-# --progress-bar -4 --ipv4 -6 --ipv6 --compressed -N --no-buffer --http1.1 --http2 --no-progress-meter -g --globoff -q -Z --parallel --tlsv1.2 --tlsv1.3 -n --netrc -R --remote-time --tcp-nodelay --no-keepalive -J'.split(
		' ',
	),
);

const wrong = (exit: number, message: string): CommandResult => ({
	exit,
	stderr: `curl: ${message}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`,
});

/** `-fsSLo file` -> -f -s -S -L -o file. */
const spread = (args: readonly string[]): string[] =>
	args.flatMap(arg => {
		if (!/^-[^-]./.test(arg))
			return arg.startsWith('--') && arg.includes('=')
				? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]
				: [arg];
		const parts: string[] = [];
		for (let index = 1; index < arg.length; index++) {
			const flag = `-${arg[index]!}`;
			parts.push(flag);
			if (takesValue.has(flag)) {
				if (index + 1 < arg.length) parts.push(arg.slice(index + 1));
				break;
			}
		}
		return parts;
	});

/** `header = "Authorization: Bearer …"`, as lines of a file of options have it. */
const configured = (text: string): readonly string[] =>
	[...text.matchAll(/^\s*-{0,2}([\w-]+)\s*[=:\s]\s*"?(.*?)"?\s*$/gm)].flatMap(([, name = '', value = '']) => [
		`--${name}`,
		...(value === '' ? [] : [value]),
	]);

const authorizationIn = (header: string): {readonly authorization?: string} => {
	const authorization = /^authorization:\s*(.*)$/i.exec(header)?.[1];
	return authorization === undefined ? {} : {authorization};
};

export const readOptions = (args: readonly string[], at: Shell): CurlOptions | CommandResult => {
	const options: CurlOptions = {
		urls: [],
		method: 'GET',
		silent: false,
		showError: false,
		fail: 'no',
		insecure: false,
		follow: false,
		include: false,
		verbose: false,
		head: false,
		remoteName: false,
		makeDirectories: false,
		retries: 0,
		retryRefused: false,
		retryAll: false,
		resolve: [],
	};
	const words = spread(args);
	const file = words.findIndex(word => (long[word] ?? word) === '-K');
	if (file !== -1) {
		const path = words[file + 1] ?? '';
		words.splice(file, 2, ...configured(path === '-' ? at.stdin : (at.files.read(at.path(path)) ?? '')));
	}
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		const flag = long[word] ?? word;
		if (!word.startsWith('-') || word === '-') {
			options.urls.push(word);
			continue;
		}
		if (takesValue.has(word)) {
			const value = words[++index];
			if (value === undefined) return wrong(2, `option ${word}: requires parameter`);
			if (flag === '-o') options.output = value;
			else if (flag === '-w') options.writeOut = value;
			else if (flag === '-m') options.maxTime = Number(value);
			else if (flag === '--connect-timeout') options.connectTimeout = Number(value);
			else if (flag === '-X') options.method = value;
			else if (flag === '-d' && options.method === 'GET') options.method = 'POST';
			else if (flag === '-H') Object.assign(options, authorizationIn(value));
			else if (flag === '--retry') options.retries = Number(value);
			else if (flag === '--retry-delay') options.retryDelay = Number(value);
			else if (flag === '--url') options.urls.push(value);
			else if (flag === '--cacert') {
				if (!at.files.exists(at.path(value)))
					return {
						exit: 77,
						stderr:
							options.silent && !options.showError
								? ''
								: `curl: (77) error setting certificate file: ${value}\n`,
					};
				options.authority = value;
			} else if (flag === '-E') {
				const text = at.files.read(at.path(value));
				if (text === undefined)
					return {
						exit: 58,
						stderr: `curl: (58) could not load PEM client certificate from ${value}, OpenSSL error error:80000002:system library::No such file or directory, (no key found, wrong pass phrase, or wrong file format?)\n`,
					};
				options.certificate = commonName(text) ?? '';
			} else if (flag === '--resolve') {
				const parts = /^\+?([^:]+):(\d+):(.+)$/.exec(value);
				if (parts !== null) options.resolve.push({host: parts[1]!, port: Number(parts[2]), address: parts[3]!});
			}
		} else if (flags[flag] !== undefined) flags[flag](options);
		else if (!quiet.has(word)) return wrong(2, `option ${word}: is unknown`);
	}
	return options.urls.length === 0 ? wrong(2, 'no URL specified!') : options;
};
