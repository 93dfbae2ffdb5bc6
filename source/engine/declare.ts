// The words the runbook is written in: ask (Probe), do (Task), mean (Finding).
import type {Given} from './given.ts';

export type {Given, Host} from './given.ts';

export type Text = {readonly en: string; readonly zh: string};
export type Seconds = number;

/** Bash for one host: pure, so that it can be shown, edited, rehearsed, printed and run. */
export type Script = (given: Given) => string;

/** `first-…` is the first host of that role in the plan; `operator` is the machine kubewalk runs on. */
export type Target =
	| 'every-host'
	| 'control-planes'
	| 'first-control-plane'
	| 'other-control-planes'
	| 'workers'
	| 'operator';

export type Answer = {readonly exit: number; readonly stdout: string; readonly stderr: string};

/** A question that changes nothing. Without `expect` the answer is yes when the script exits with 0. */
export type Probe = {
	readonly ask: Script;
	readonly expect?: (answer: Answer, given: Given) => boolean;
	/** Keep asking for so long before the answer is no. Left out: ask once. */
	readonly within?: Seconds;
};

/** A value that later scripts need, read from what `run` printed (or from what the operator pasted). */
export type Capture = {
	readonly parse: (output: string) => string | undefined;
	/** Bash that prints the value anew and nothing else, on the host of the task that captures it. */
	readonly renew?: Script;
	/** How long the value is good for after it was captured. Left out: for good. */
	readonly lasts?: Seconds;
	readonly secret?: true;
};

/**
 * What only the host can tell and its scripts are chosen by, such as its package manager: asked of every host before its
 * first script, so that what is shown is what runs there and holds no branch for other hosts. `when` cannot ask for one:
 * which tasks a host has is known before it is reached.
 */
export type Fact = {
	readonly ask: Script;
	/** Undefined when the answer says nothing. */
	readonly parse: (output: string) => string | undefined;
	/** What it is called, and its value in few words, for people. Left out: nobody needs to see it. */
	readonly shown?: {readonly title: Text; readonly brief: (value: string) => string};
};

/**
 * What hosts are, beyond yes or no, as answers of checks tell it: for people to see at a glance. Scripts never ask for it,
 * and nobody asks a host for its sake.
 */
export type Badge = {
	readonly id: string;
	readonly title: Text;
	/** By task: what the answer of its check or verification tells, host name -> word. `before` is what is known of this host. */
	readonly tells: Readonly<
		Record<string, (answer: Answer, given: Given, before: string | undefined) => Readonly<Record<string, string>>>
	>;
	/** How words are shown; one that is not here is not worth showing. */
	readonly words: Readonly<Record<string, {readonly text: Text; readonly tone: 'good' | 'bad' | 'plain'}>>;
	/** Only where a host is shown by itself, not in a picture of all. */
	readonly quiet?: true;
};

export type Risk = 'safe' | 'changes' | 'disruptive' | 'destructive';

export type Task = {
	/** Unique in its book, kebab-case: the journal knows tasks by it. */
	readonly id: string;
	readonly title: Text;
	readonly why: Text;
	/** What a person does where the task's own commands do not help; those that only ask never do. */
	readonly fix?: Text;
	readonly target: Target;
	/** The plan's variants. Left out: always. */
	readonly when?: (given: Given) => boolean;
	/** Left out: together. */
	readonly pace?: 'together' | 'one-by-one';
	readonly risk: Risk;
	/** Already so? Then there is nothing to run. */
	readonly check: Probe;
	readonly run: Script;
	readonly capture?: Readonly<Record<string, Capture>>;
	/** Left out: ask `check` again. */
	readonly verify?: Probe;
	readonly undo: Script | 'nothing-to-undo';
	/** How long `run` usually takes, and what it is waiting for when it takes longer. */
	readonly usually?: Seconds;
	readonly waitingFor?: Text;
	/** `run` is stopped and failed after so long. Left out: half an hour. */
	readonly timeout?: Seconds;
	/** How often `run` is tried again when it fails (a download, a lock somebody else holds). Left out: never. */
	readonly retries?: number;
};

export type Stage = {
	readonly id: string;
	readonly title: Text;
	readonly why: Text;
	readonly tasks: readonly Task[];
};

/**
 * Global patterns whose matches are secret, but for what their group `before` holds; or a block of lines between two that
 * stay, which is given up as no block after so many `lines`.
 */
export type Mask = RegExp | {readonly from: RegExp; readonly to: RegExp; readonly lines: number};

export type Book = {
	readonly id: string;
	readonly title: Text;
	readonly stages: readonly Stage[];
	/** By name, as `given.fact` asks for them. Left out: none. */
	readonly facts?: Readonly<Record<string, Fact>>;
	/** What its checks tell of hosts. Left out: nothing. */
	readonly badges?: readonly Badge[];
	/**
	 * For a book that adds hosts: asked of the first control plane when a session opens, prints the hosts that are settled
	 * already, one a line. Only the first control plane and the hosts that it does not name are touched then.
	 */
	readonly settled?: Script;
	/** Hosts that the rest of the book can go on without when they cannot be reached. Left out: none. */
	readonly spare?: Target;
	/** What output and edited commands may hold that nobody is to read: masked before it reaches a screen or a file. */
	readonly masks?: readonly Mask[];
	/** Lines of output that never say why something failed, such as hints that follow every error. */
	readonly noise?: readonly RegExp[];
	/** What goes when the book has run, shown before it starts; for books that destroy. */
	readonly warning?: Text;
};

/** With at most one group, which is the value where values are compared or read. Linear: no quantifier within a quantifier. */
export type Pattern = RegExp | ((given: Given) => RegExp | undefined);

/**
 * Words that are there or are not. `in` names the questions in whose answers they are looked for, one host at a time; left
 * out: in any text at all, what a failed task printed and what was pasted included. A pattern is tried on one line at a time.
 */
export type Sign =
	| {readonly says: Pattern; readonly in?: readonly string[]}
	/** The question was answered, and no line says it. */
	| {readonly lacks: Pattern; readonly in: readonly string[]}
	/** Two hosts or more say it; nobody who was asked says it. */
	| {readonly several: Pattern; readonly in: readonly string[]}
	| {readonly none: Pattern; readonly in: readonly string[]}
	/** What the group holds is not the same on all hosts; is the same on two of them. */
	| {readonly differ: Pattern; readonly in: readonly string[]}
	| {readonly alike: Pattern; readonly in: readonly string[]};

/** One sign, or several that must all hold (those of one host on the same host). */
export type Evidence = Sign | readonly Sign[];

/**
 * A question that findings are told apart by. The engine asks it by its `ask`; in pasted text its answer is what follows a
 * command that is `like` it.
 */
export type Question = {
	/** Unique among the questions, kebab-case. */
	readonly id: string;
	readonly title: Text;
	readonly target: Target;
	readonly ask: Script;
	readonly like: RegExp;
	/** `slow` waits for a network, a time limit or much to read. */
	readonly cost: 'cheap' | 'slow';
	/** Asked of every host it is for when nothing is known yet. */
	readonly first?: true;
	/**
	 * One of the first questions, which is refused or waits in vain where this one is: this one is asked where that one was
	 * answered (its exit code is 0). Where it was not, what it said is the answer to both.
	 */
	readonly needs?: string;
};

/**
 * A remedy is a task, offered on the hosts that have the finding. `loses`: what is gone afterwards, for destructive ones.
 * `everywhere`: the evidence is on one host and the cause may be on any, so all hosts it is for are asked its check.
 */
export type Remedy = Task & {readonly loses?: Text; readonly everywhere?: true};

/** A cause, and how it is known. */
export type Finding = {
	/** Unique among the findings, kebab-case. */
	readonly id: string;
	/** What `diagnose` can be narrowed to. */
	readonly about: readonly string[];
	readonly severity: 'blocking' | 'risky' | 'notable';
	/** The cause in a few words, and in one or two sentences what it does and why. */
	readonly title: Text;
	readonly meaning: Text;
	/** Minors it can happen in, such as 1.24. Left out: all. */
	readonly versions?: {readonly from?: string; readonly to?: string};
	/** Any of these makes it likely. */
	readonly suggests: readonly Evidence[];
	/** Any of these makes it possible, and no more: what many causes have in common. */
	readonly hints?: readonly Evidence[];
	/** Any of these confirms it, unless something rules it out. */
	readonly confirms: readonly Evidence[];
	readonly rulesOut?: readonly Evidence[];
	/** Findings that follow from this one: reported under it, as a chain. */
	readonly explains?: readonly string[];
	/** Values that remedies ask for with `captured`, read from the evidence. */
	readonly reads?: Readonly<Record<string, {readonly says: Pattern; readonly in?: readonly string[]}>>;
	readonly remedies: readonly Remedy[];
	/** What is often advised and makes it worse, and why. */
	readonly badAdvice?: readonly Text[];
	/** Where it was read: `owner/repository#number`, or an address. */
	readonly sources: readonly string[];
};
