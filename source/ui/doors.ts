// What the screens ask of the front door, and what they give back: the only line between ui and the rest of the program.
import type {Engine} from '../engine/engine.ts';
import type {Text} from '../engine/declare.ts';
import type {Outcome} from '../engine/event.ts';
import type {Present, Sheet} from '../engine/sheet.ts';
import type {Store} from '../engine/store.ts';
import type {Language} from '../texts/texts.ts';
import type {FormField} from './plan-form.ts';
import type {Terminal} from './terse.ts';
import type {ThemeName} from './theme.ts';
import type {Looked} from './start-state.ts';

/** Looks for what is wrong on all hosts, and runs remedies. What was found is in the store. */
export type Doctor = {
	/** First what the output of the failed tasks says, at once; then the hosts are asked. */
	readonly look: () => Promise<void>;
	/** What the output of a command that still runs points to: its name, and the finding is in the store. Asks nobody. */
	readonly suspect?: (task: string, host: string) => Promise<Text | undefined>;
	/** Runs the remedy where the finding is, and looks again. */
	readonly cure: (finding: string, remedy: string) => Promise<Outcome>;
};

export type HostWay =
	| {
			readonly kind: 'ssh';
			/** `user@address`, with the port when it is not 22. */
			readonly login: string;
			readonly identity?: string;
			readonly jump?: string;
	  }
	| {readonly kind: 'container'; readonly engine: string; readonly container: string}
	| {readonly kind: 'local' | 'by-hand' | 'lab'};

export type Endpoint = 'keepalived-haproxy' | 'kube-vip' | 'external' | 'single';

/** A session that is open: what the walk screen shows. */
export type Opened = {
	readonly engine: Engine;
	readonly store: Store;
	/** The plan's name; what has to be typed before something is destroyed. */
	readonly name: string;
	/** True when the hosts are simulated; the header says so. */
	readonly simulated: boolean;
	/** There are no hosts: what is shown was found in a text that somebody pasted. */
	readonly pasted?: true;
	/** What the findings are narrowed to when it opens. */
	readonly about?: string;
	/** A sentence to be shown when it opens. */
	readonly notice?: string;
	/** The command that prints the report, such as `kubewalk report 7f3a --format md`. */
	readonly report: string;
	/** Takes the one who shows what is to be run by hand. Left out: no host is reached so. */
	readonly presentWith?: (present: Present) => void;
	/** Writes what is to be run into a file that nobody else can read, and gives its path. Left out: there is no place for it. */
	readonly writeSheet?: (sheet: Sheet) => string;
	/** Writes a text into a file that nobody else can read, and gives its path. Left out: there is no place for it. */
	readonly keepText?: (name: string, text: string) => string;
	/** Left out: nobody looks for what is wrong here. */
	readonly doctor?: Doctor;
	/** How the host is reached. Left out: nobody knows. */
	readonly wayOf?: (host: string) => HostWay | undefined;
	/** The one address of the cluster. */
	readonly endpoint?: {readonly kind: Endpoint; readonly address: string};
	/** A shell on the host, called while the terminal is handed over. A sentence, when there was none. Left out: there is no way. */
	readonly shell?: (host: string) => Promise<string | undefined>;
	/** `finished`: nothing is left to do, so the session may be closed; else it stays open for a resume. Commands that run go on. */
	readonly leave: (finished: boolean) => Promise<void>;
	/** Set when another process has the session and this one only looks on: who has it; undefined once it was let go of. */
	readonly watching?: () => string | undefined;
};

/** Trouble that the person can do something about: a sentence each, with the way out (and file and line when it is a plan's). */
export type Problems = {readonly problems: readonly string[]};

/** A session that an earlier process left open. */
export type OpenSession = {
	readonly id: string;
	/** The plan's name. */
	readonly name: string;
	readonly simulated: boolean;
	readonly finished: number;
	readonly total: number;
	/** It looks for what is wrong, and has no tasks. */
	readonly troubleshooting?: true;
	/** When it was last written to, in milliseconds since 1970. */
	readonly at: number;
	/** Another version of kubewalk simulated its hosts: they are gone. */
	readonly hostsGone?: true;
	/** Another process has it. */
	readonly holder?: {readonly by: string; readonly pid: number};
};

/** A question in the middle of opening: a host key to accept (`confirm`), a password (`secret`), a word (`text`). */
export type Question = {readonly title: string; readonly lines: readonly string[]} & (
	| {
			readonly kind: 'confirm';
			/** `--yes` on the command line agrees to it. */
			readonly routine?: true;
	  }
	| {readonly kind: 'secret' | 'text'}
	/** A program that asks for itself: `work` runs it, while the terminal is handed over. */
	| {readonly kind: 'terminal'; readonly work: () => Promise<void>}
);

/** The answer where there is no terminal to ask on. */
export const nobody = Symbol('nobody');

/** What was typed; 'yes' for an accepted `confirm` and for a `terminal` whose work was done; undefined: turned down. */
export type Ask = (question: Question) => Promise<string | undefined | typeof nobody>;

/** The answers of the new-plan form, trimmed and in shape; whether they make a good plan is for the plan's own rules to say. */
export type PlanAnswers = {
	readonly name: string;
	readonly version: string;
	readonly network: string;
	readonly kind: Endpoint;
	readonly controlPlanes: readonly NamedAddress[];
	readonly workers: readonly NamedAddress[];
	/** The shared address, or a load balancer's; it may carry a port, `10.0.0.100:9443`. */
	readonly address?: string;
	readonly user: string;
	readonly jump?: string;
	/** Where the plan is to be written. */
	readonly path: string;
};

/** A plan that these answers make, and what its own rules say against it: a sentence each, with the question that it is about. */
export type Draft = {
	readonly text: string;
	readonly complaints: readonly {readonly field: FormField; readonly text: string}[];
};

export type NamedAddress = {readonly name: string; readonly address: string};

/** What a person likes, whatever is open. */
export type Liked = {readonly language?: Language; readonly theme?: ThemeName; readonly mouse?: boolean};

export type Doors = {
	/** Asked when the start screen is shown; newest first. */
	readonly sessions: () => Promise<readonly OpenSession[]>;
	/** cluster.yaml files found near, as paths that can be shown and opened. */
	readonly plans: () => Promise<readonly string[]>;
	readonly rehearse: (ask: Ask) => Promise<Opened | Problems>;
	readonly resume: (session: string, ask: Ask) => Promise<Opened | Problems>;
	/** Looks on at a session that another process has. */
	readonly watch: (session: string) => Promise<Opened | Problems>;
	readonly openPlan: (path: string, ask: Ask) => Promise<Opened | Problems>;
	/** Looks for what is wrong on the hosts of a plan; without one, on simulated hosts as they were left last. */
	readonly troubleshoot: (path: string | undefined, ask: Ask) => Promise<Opened | Problems>;
	/** What a pasted text says to be wrong. */
	readonly readText: (text: string) => Promise<Opened | Problems>;
	/** Writes the plan and gives its path. Never overwrites: that is a problem with a sentence. */
	readonly newPlan: (answers: PlanAnswers, language: Language) => Promise<{readonly path: string} | Problems>;
	readonly draftPlan: (answers: PlanAnswers, language: Language) => Promise<Draft>;
	/** Asks hosts what they are, as far as they let us in without a question; who does not answer is left out. Left out: nobody is asked. */
	readonly lookAt?: (answers: PlanAnswers) => Promise<readonly Looked[]>;
	/** Keeps what the person has chosen for the next time. */
	readonly remember: (liked: Liked) => void;
	/** Stops this process until the person's shell lets it go on, called while the terminal is handed over. Left out: there is no way. */
	readonly suspend?: () => Promise<void>;
	/** Edits a text in the person's own editor ($EDITOR), called while the terminal is handed over. Left out: there is none. */
	readonly editor?: (text: string) => Promise<string>;
};

/** What the person chose in the end. */
export type Left = {
	/** The session that was open, if one was. */
	readonly session?: string;
	/** `task on host` names of commands that go on running on their hosts. */
	readonly running: readonly string[];
	/** True when nothing was left to do. */
	readonly finished: boolean;
};

export type StartApp = (options: {
	readonly doors: Doors;
	readonly language: Language;
	/** False under NO_COLOR: marks, bold and inverse stay, colours go. */
	readonly colour: boolean;
	/** Left out: dark. */
	readonly theme?: ThemeName;
	/** Left out: off. */
	readonly mouse?: boolean;
	/** Lines to be read aloud instead of a picture. */
	readonly screenReader?: boolean;
	/** What is special about it. */
	readonly terminal?: Terminal;
	/** What the start screen begins with; left out: the last session, or its list. */
	readonly first?: 'form';
	/** A session to show at once, past the start screen. */
	readonly opened?: Opened;
	/** Left out: Ink's own choice, from which no mouse is read. */
	readonly stdin?: NodeJS.ReadStream;
	/** Left out: Ink's own choice, which is not terse. */
	readonly stdout?: NodeJS.WriteStream;
}) => Promise<Left>;
