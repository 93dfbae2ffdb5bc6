// The front door: arguments in, exit code out. Every command is loaded only when it is asked for.
import {Argument, Command, CommanderError, Option} from 'commander';
import {exitCodes} from './commands/exit-codes.ts';
import type {Io} from './commands/io.ts';
import {languageOf} from './commands/language.ts';
import {CannotKeep} from './session/write-file.ts';
import type {Language} from './texts/texts.ts';
import {version} from './version.ts';

const io: Io = {
	stdout: text => void process.stdout.write(text),
	stderr: text => void process.stderr.write(text),
};

const withLanguage = <Options extends {lang?: Language}>(options: Options): Options & {language: Language} => ({
	...options,
	language: languageOf(options.lang),
});

const withPlan = (command: Command): Command =>
	command
		.option('--plan <file>', 'cluster plan, such as cluster.yaml')
		.option('--lab [name]', 'simulated hosts with a plan of their own')
		.addOption(new Option('--lang <language>', 'language of the interface').choices(['en', 'zh']))
		.option('--book <id>', 'which book to walk', 'install');

const lookOn = (): Option =>
	new Option(
		'--watch [session]',
		'look on at a session that another process has, or with --plan at who has its hosts',
	);

const list = (value: string, before: readonly string[]): readonly string[] => [
	...before,
	...value.split(',').filter(Boolean),
];

const each = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Commander's complaint as one sentence with the way out. */
const sentenceOf = (text: string): string => {
	const [what = '', ...hints] = text
		.replace(/^error: /, '')
		.trim()
		.split('\n');
	const meant = /Did you mean (.*)\?\)$/.exec(hints.join(' '))?.[1];
	const wayOut = meant
		? `did you mean ${meant}?`
		: 'kubewalk --help lists the commands, and each has its own --help.';
	return `${what.charAt(0).toUpperCase()}${what.slice(1).replace(/\.$/, '')}: ${wayOut}\n`;
};

/** The first word, when it is no command: the default command would take it for an argument of its own. */
const noCommand = (program: Command, [word]: readonly string[]): string | undefined => {
	const names = [...program.commands.map(command => command.name()), 'help'];
	if (word === undefined || word.startsWith('-') || names.includes(word)) return undefined;
	return `There is no command ${word}: the commands are ${names.join(', ')}.\n`;
};

const createProgram = (finish: (code: number) => void): Command => {
	const program = new Command('kubewalk')
		.description('An interactive runbook for a highly available Kubernetes installation with kubeadm.')
		.version(version())
		.enablePositionalOptions()
		.exitOverride()
		.configureOutput({outputError: (text, write) => write(sentenceOf(text))});

	withPlan(
		program
			.command('walk', {isDefault: true})
			.description('the screen: goes on with an open session, or starts one'),
	)
		.addOption(lookOn())
		.option('--screen-reader', 'the screen in words, drawn anew only when something has happened; remembered')
		.option('--no-screen-reader', 'the screen as a picture again; remembered')
		.option('--resume [session]', 'go on with a session; without a name the last one that is open')
		.option('--plain', 'lines instead of a screen, for screen readers, slow lines and terminals that can do little')
		.action(async options => finish(await (await import('./commands/walk.tsx')).walk(options)));
	withPlan(program.command('run').description('without a screen: one line for each task and host'))
		.option('--yes', 'run without asking')
		.option('--stage <id>', 'only this stage; may be given more than once', list, [])
		.option('--from <id>', 'begin at this stage or task')
		.option('--until <id>', 'end after this stage or task')
		.option('--skip <id>', 'leave this stage or task out; may be given more than once', list, [])
		.option('--json', 'print every event as one line of JSON')
		.option('--resume [session]', 'go on with a session; without a name the last one that is open')
		.addOption(lookOn())
		.option('--take-over', 'take the hosts over from a session that has given no sign of life for 90 s')
		.action(async options => finish(await (await import('./commands/run.ts')).run(options)));
	withPlan(program.command('survey').description('every check on every host, changing nothing'))
		.option('--json', 'print the matrix as JSON')
		.action(async options => finish(await (await import('./commands/survey.ts')).survey(options)));
	program
		.command('diagnose')
		.description('names the cause of a failure, with evidence and cure')
		.argument('[about]', 'only this: coredns, node, join, vip, dns, etcd, certificates, pod ...')
		.argument('[name]', 'the host or the pod')
		.option('--from <file>', 'read a pasted transcript, a journal or an error; - is standard input')
		.option('--plan <file>', 'ask the hosts of this cluster plan, such as cluster.yaml')
		.option('--lab [name]', 'ask simulated hosts')
		.option('--resume [session]', 'go on with a troubleshooting session; without a name the last one that is open')
		.option('--json', 'print the findings as JSON')
		.option('--plain', 'lines instead of a screen')
		.option('--bundle <file>', 'write what the hosts answered, without secrets, for --from')
		.option(
			'--cure <finding>',
			'run the cures of this finding, verify, and look again; finding.cure is one of them',
		)
		.option('--yes', 'run cures without asking')
		.addOption(new Option('--lang <language>', 'language of the interface').choices(['en', 'zh']))
		.action(async (about, name, options) =>
			finish(
				await (await import('./commands/diagnose.ts')).diagnose({...withLanguage(options), about, name}, io),
			),
		);
	program
		.command('sessions')
		.description('list sessions, show one, or remove one')
		.argument('[verb]', 'list, show or remove', 'list')
		.argument('[session]')
		.action(async (verb, session) =>
			finish(await (await import('./commands/sessions.ts')).sessions(verb, session, io)),
		);
	program
		.command('report')
		.description('what was done, when, where and how it ended')
		.argument('[session]', 'a session; left out: the last one')
		.addOption(new Option('--format <format>').choices(['md', 'html', 'json', 'script']).default('md'))
		.addOption(new Option('--lang <language>', 'language of the report').choices(['en', 'zh']))
		.action(async (session, options) =>
			finish(await (await import('./commands/report.ts')).printReport(session, options, io)),
		);
	withPlan(program.command('plan').description('every exact command for each host, before anything runs'))
		.addOption(
			new Option('--format <format>').choices(['text', 'markdown', 'json', 'script', 'ansible']).default('text'),
		)
		.option('--os <system>', 'the system to show commands for: debian-12, rocky-9 ...; scripts choose on the host')
		.option('--out <dir>', 'where the scripts are written')
		.action(async options => finish(await (await import('./commands/plan.ts')).runPlan(withLanguage(options), io)));
	program
		.command('new')
		.description('write a cluster plan; without flags in a terminal the screen asks')
		.option(
			'--host <name=address:role>',
			'a host; role is control-plane or worker; may be given more than once',
			each,
			[],
		)
		.option('--name <name>', 'name of the cluster')
		.option('--endpoint <address[:port]>', 'virtual address kept by keepalived and haproxy')
		.option('--external <address:port>', 'a load balancer of your own')
		.option('--single', 'one control plane, no load balancer')
		.option('--kubernetes <version>', 'such as 1.36 or 1.36.4')
		.option('--network <name>', 'flannel or none')
		.option('--network-script <file>', 'bash that brings a network component of your own')
		.option('--network-manifest <file-or-url>', 'manifest of a network component of your own')
		.option('--pod-subnet <cidr>')
		.option('--service-subnet <cidr>')
		.option('--proxy-mode <mode>', 'auto, iptables or nftables')
		.option('--runtime <name>', 'containerd or docker')
		.option('--firewall <way>', 'ports or off')
		.option('--apt-source <line>', 'a deb line that has everything')
		.option('--apt-key <url>', 'its signing key')
		.option('--image-prefix <prefix>', 'takes the place of registry.k8s.io')
		.option('--image-insecure', 'the registry speaks plain http or shows a certificate nobody signed')
		.option('--docker-hub <address>', 'takes the place of docker.io')
		.option('--user <name>', 'ssh user')
		.option('--port <number>', 'ssh port')
		.option('--identity <file>', 'ssh key')
		.option('--jump <host>', 'ssh jump host')
		.option('--out <file>', 'where to write it; left out: printed')
		.option('--force', 'write over a file that is there')
		.addOption(new Option('--lang <language>', 'language of the interface').choices(['en', 'zh']))
		.action(async ({lang, ...flags}) => {
			const asked = Object.values(flags).every(
				value => value === undefined || (Array.isArray(value) && value.length === 0),
			);
			if (asked && process.stdin.isTTY && process.stdout.isTTY)
				return finish(await (await import('./commands/walk.tsx')).walk({book: 'install', lang, first: 'form'}));
			finish(await (await import('./commands/new.ts')).runNew(withLanguage({...flags, lang}), io));
		});
	program
		.command('completion')
		.description('print the completion script of a shell')
		.addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
		.action(async shell => {
			io.stdout((await import('./commands/completion.ts')).completion(program, shell));
			finish(exitCodes.done);
		});
	program
		.command('lab')
		.description('list labs, start one, or open a shell on a simulated host')
		.argument('[verb]', 'list, start or shell', 'list')
		.argument('[name]', 'a lab, or a host')
		.addOption(new Option('--lang <language>', 'language of the interface').choices(['en', 'zh']))
		.action(async (verb, name, options) =>
			finish(await (await import('./commands/lab.ts')).lab(verb, name, options)),
		);
	return program;
};

/** `| head -1`: what reads us has had enough. Commands that change hosts listen for themselves and stop. */
const onPipe = (error: NodeJS.ErrnoException): void => {
	if (error.code !== 'EPIPE') throw error;
};

/** Runs kubewalk and gives its exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
	let code: number = exitCodes.done;
	const streams = [process.stdout, process.stderr];
	for (const stream of streams) if (!stream.listeners('error').includes(onPipe)) stream.on('error', onPipe);
	const program = createProgram(value => (code = value));
	const unknown = noCommand(program, argv);
	if (unknown !== undefined) {
		io.stderr(unknown);
		return exitCodes.usage;
	}
	try {
		await program.parseAsync([...argv], {from: 'user'});
		return code;
	} catch (error) {
		if (error instanceof CannotKeep) {
			io.stderr(`${error.message}\n`);
			return exitCodes.failed;
		}
		if (!(error instanceof CommanderError)) throw error;
		return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
	}
};
