// One command walked on the real screen over a real ssh, to a host that is a namespace of its own. Needs root.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {build} from 'rolldown';
import rolldownConfig from '../rolldown.config.ts';
import {hasNamespaces, startHosts, stopHosts, whereNamespaces} from '../test/hosts/namespaces.ts';
import type {CommandPlan} from './one-command-walk.ts';
import {onTerminal, type Terminal} from './terminal.ts';

export type Walked = Terminal & {
	readonly isOver: () => boolean;
	/** The command's log file. */
	readonly log: string;
	/** How long the event loop kept anything waiting, in nanoseconds; there when the screen has been left. */
	readonly delays: () => {readonly most: number; readonly max: number};
};

export type OneCommand = {
	/** The words of an ssh to the host. */
	readonly ssh: readonly string[];
	/** A directory for what is measured; the walk's own files are below it. */
	readonly directory: string;
	/** Opens the screen; the command is not started yet, and the output pane is in sight. */
	readonly open: (command: string) => Promise<Walked>;
	readonly close: () => void;
};

export const startOneCommand = async (): Promise<OneCommand> => {
	if (!hasNamespaces) throw new Error(`This bench needs a host of its own ${whereNamespaces}.`);
	const directory = mkdtempSync(join(tmpdir(), 'kubewalk-bench-'));
	const [host] = await startHosts(1);
	const {ssh, config, knownHosts} = host!;
	/** Built as the program itself is. */
	const program = join(directory, 'program/one-command-walk.mjs');
	await build({
		...rolldownConfig,
		input: join(import.meta.dirname, 'one-command-walk.ts'),
		output: {dir: dirname(program), format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs'},
	});
	return {
		directory,
		ssh: [
			'ssh',
			'-F',
			config,
			'-i',
			ssh.identity!,
			'-o',
			`UserKnownHostsFile=${knownHosts}`,
			`root@${host!.host.address}`,
		],
		open: async command => {
			const walk = mkdtempSync(join(directory, 'walk-'));
			const plan: CommandPlan = {host: host!.host, ssh, config, knownHosts, command};
			const planFile = join(walk, 'plan.json');
			writeFileSync(planFile, JSON.stringify(plan));
			const terminal = await onTerminal([process.execPath, program, walk, planFile], 'Print a lot', {
				environment: {NODE_ENV: 'production'},
			});
			terminal.type('o');
			const journal = join(walk, 'journal.jsonl');
			return {
				...terminal,
				isOver: () => /"status":"(?:done|failed)"/.test(readFileSync(journal, 'utf8')),
				log: join(walk, 'logs/print/m1.1.log'),
				delays: () => JSON.parse(readFileSync(join(walk, 'delays'), 'utf8')) as {most: number; max: number},
			};
		},
		close: () => {
			rmSync(directory, {recursive: true, force: true});
			stopHosts();
		},
	};
};
