// What a session stands on: real hosts, or simulated ones as they were left.
import {existsSync} from 'node:fs';
import type {Plan} from '../../steps/plan.ts';
import {systemClock, type Clock} from '../engine/clock.ts';
import type {Host} from '../engine/given.ts';
import type {Present} from '../engine/sheet.ts';
import type {Transport} from '../engine/transport.ts';
import type {SessionFiles} from '../session/home.ts';
import {writeFile} from '../session/write-file.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {openHosts} from './open-hosts.ts';
import type {Ask} from './open-ssh.ts';
import {talkToLab} from './lab-shell.ts';
import {lendTerminal, openTerminal} from './lend-terminal.ts';
import {hardwareOf} from './lab-plan.ts';
import {savedLab, savedLabOrFresh} from './saved-lab.ts';

export type Ground = {
	readonly transport: Transport;
	readonly clock: Clock;
	/** Saves simulated hosts; real ones keep themselves. */
	readonly keep: () => void;
	/** What the operator is to know of it: a sentence. */
	readonly notice?: string;
	/** What was typed in secret to get there: no output may show it. */
	readonly secrets: readonly string[];
	/** Hands the terminal to a shell on the host until the person leaves it. A sentence, when there was none. */
	readonly shell: (host: Host) => Promise<string | undefined>;
	/** Knocks at real hosts that were not among the first. A sentence, when a person would not have it. */
	readonly letIn: (hosts: readonly Host[]) => Promise<string | undefined>;
};

type Options = {
	readonly language: Language;
	readonly ask: Ask;
	/** Gives up what is being opened. */
	readonly until?: AbortSignal;
	readonly pace?: number;
	/** Shows what is to be run by hand. */
	readonly present?: Present;
	/** Simulated hosts as another session left them, for a session that has none yet. */
	readonly labFrom?: string;
	/** Real hosts to knock at. Left out: all. */
	readonly first?: readonly Host[];
};

type Simulated = Awaited<ReturnType<typeof savedLabOrFresh>>;

const openLab = async (plan: Plan, id: string, {lab: file}: SessionFiles, options: Options): Promise<Ground> => {
	const {language, pace, labFrom} = options;
	const {endpoint, kubernetes} = plan;
	const {nfs} = kubernetes;
	const backends = plan.hosts.filter(({role}) => role === 'control-plane').map(({address}) => address);
	const hosts = plan.hosts.map(host => ({...host, ...hardwareOf(id, host.name)}));
	const wanted = {
		hosts,
		...(endpoint.kind === 'external' && {loadBalancer: {address: endpoint.address, port: endpoint.port, backends}}),
		...(nfs && {fileServers: {[nfs.server]: {exports: [nfs.path], files: {}}}}),
		...(pace !== undefined && {pace: {clock: systemClock, factor: pace}}),
	};
	const {lab, notice}: Simulated =
		existsSync(file) || labFrom === undefined
			? {lab: await savedLab(wanted, existsSync(file) ? file : undefined, language)}
			: await savedLabOrFresh(wanted, labFrom, language);
	const keep = (): void => void writeFile('lab', file, lab.save());
	// What another session has left is this one's from now on, whatever becomes of this process.
	if (labFrom !== undefined && !existsSync(file)) keep();
	return {
		transport: lab.transport,
		clock: lab.clock,
		keep,
		shell: async ({name}) => {
			await lendTerminal(() => talkToLab(lab.open(name), textsOf(language).lab.welcomeBack(name)));
			keep();
			return undefined;
		},
		...(notice !== undefined && {notice}),
		secrets: [],
		letIn: async () => undefined,
	};
};

const openReal = async (
	plan: Plan,
	{language, ask, until, present, first}: Options,
): Promise<Ground | {readonly problems: readonly string[]}> => {
	const opened = await openHosts(plan, ask, language, {until, present, first});
	if ('problems' in opened) return opened;
	const {transport, secrets, letIn, terminal} = opened;
	const shell = async (host: Host): Promise<string | undefined> => {
		const command = await terminal(host);
		return command === undefined ? textsOf(language).hosts.ownShell(host.name) : openTerminal(command);
	};
	return {transport, secrets, letIn, shell, clock: systemClock, keep: () => undefined};
};

/** `lab` is what the session remembers of its lab, when its hosts are simulated. */
export const openGround = (
	plan: Plan,
	lab: string | undefined,
	files: SessionFiles,
	options: Options,
): Promise<Ground | {readonly problems: readonly string[]}> =>
	lab === undefined ? openReal(plan, options) : openLab(plan, lab, files, options);
