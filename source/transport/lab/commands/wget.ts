// wget: `-q`, `-O FILE`, `-T`, `--spider`, `--no-check-certificate`; its words differ from curl's, its network does not.
import {type CommandResult, type LabCommand, failed} from '../command.ts';
import {resolve} from '../resolve.ts';
import {fetchOnce, readUrl} from './curl.ts';
import {readOptions} from './curl-options.ts';

type Options = {
	quiet: boolean;
	output?: string;
	timeout?: number;
	spider: boolean;
	insecure: boolean;
	tries: number;
	urls: string[];
};

const read = (args: readonly string[]): Options | CommandResult => {
	const options: Options = {quiet: false, spider: false, insecure: false, tries: 20, urls: []};
	const words = args.flatMap(arg => {
		const glued = /^-(q?)([OTtP])(.*)$/.exec(arg);
		if (glued === null) return /^--[\w-]+=/.test(arg) ? arg.split(/=(.*)/s).slice(0, 2) : [arg];
		return [...(glued[1] === 'q' ? ['-q'] : []), `-${glued[2]!}`, ...(glued[3] === '' ? [] : [glued[3]!])];
	});
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		if (word === '-q' || word === '--quiet') options.quiet = true;
		else if (word === '-O' || word === '--output-document') options.output = words[++index] ?? '';
		else if (word === '-T' || word === '--timeout') options.timeout = Number(words[++index]);
		else if (word === '-t' || word === '--tries') options.tries = Number(words[++index]);
		else if (word === '-P') index++;
		else if (word === '--spider') options.spider = true;
		else if (word === '--no-check-certificate') options.insecure = true;
		else if (!word.startsWith('-')) options.urls.push(word);
		else if (!['-nv', '--no-verbose', '-S', '-c', '-N', '--show-progress', '-4'].includes(word))
			return failed(
				`wget: unrecognized option '${word}'\nUsage: wget [OPTION]... [URL]...\n\nTry \`wget --help' for more options.\n`,
				2,
			);
	}
	return options.urls.length === 0
		? failed("wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n", 1)
		: options;
};

export const wget: LabCommand = {
	names: ['wget'],
	changes: false,
	run: async (args, at) => {
		const options = read(args);
		if (!('urls' in options)) return options;
		const url = options.urls[0]!;
		const target = readUrl(url);
		if (target === undefined) return failed(`wget: ${url}: Invalid URL\n`, 1);
		const settings = readOptions(['-k', url], at);
		if (!('urls' in settings)) return settings;
		if (options.timeout !== undefined)
			Object.assign(settings, {connectTimeout: options.timeout, maxTime: options.timeout});
		let next = target;
		let fetched = await fetchOnce(at, next, settings);
		for (
			let hops = 0;
			hops < 20 && fetched.trouble === undefined && fetched.reply?.location !== undefined;
			hops++
		) {
			next = readUrl(fetched.reply.location) ?? next;
			fetched = await fetchOnce(at, next, settings);
		}
		const said: string[] = [`Connecting to ${target.host}:${target.port}... `];
		const end = (words: string, exit: number): CommandResult => ({
			exit,
			stderr: options.quiet ? '' : `${said.join('')}${words}\n`,
		});
		const {reply, trouble} = fetched;
		if (resolve(at.world, at.files, target.host) === undefined)
			return {exit: 4, stderr: options.quiet ? '' : `wget: unable to resolve host address ‘${target.host}’\n`};
		if (trouble?.exit === 7) return end('failed: Connection refused.', 4);
		if (trouble?.exit === 28) return end('failed: Connection timed out.\nGiving up.', 4);
		if (trouble !== undefined) return end('connected.\nUnable to establish SSL connection.', 4);
		if (reply === undefined) return end('failed.', 4);
		if (next.scheme === 'https' && !reply.trusted && !options.insecure)
			return end(
				`connected.\nERROR: The certificate of ‘${target.host}’ is not trusted.\nERROR: The certificate of ‘${target.host}’ doesn't have a known issuer.`,
				5,
			);
		if (reply.status >= 400)
			return end(
				`connected.\nHTTP request sent, awaiting response... ${reply.status} ${reply.text}\nERROR ${reply.status}: ${reply.text}.`,
				8,
			);
		const name = options.output ?? (target.path.split('?')[0]!.split('/').at(-1) || 'index.html');
		said.push(
			`connected.\nHTTP request sent, awaiting response... ${reply.status} ${reply.text}\nLength: ${Buffer.byteLength(reply.body)} [${reply.type}]\nSaving to: ‘${name}’\n`,
		);
		if (options.spider) return end('', 0);
		if (name === '-') return {stdout: reply.body, stderr: options.quiet ? '' : said.join('')};
		if (name !== '/dev/null') at.files.write(at.path(name), reply.body);
		return end(`‘${name}’ saved [${Buffer.byteLength(reply.body)}/${Buffer.byteLength(reply.body)}]`, 0);
	},
};
