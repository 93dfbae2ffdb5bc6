// Two operators: who has a session, or the hosts, and what can be done about it.

/** Who has it, with times in words. */
export type LeaseWords = {
	readonly by: string;
	readonly pid: number;
	readonly session: string;
	readonly since: string;
	readonly quiet: string;
	readonly doing: string;
};

const who = ({by, pid, session}: LeaseWords): string => `${by} (process ${pid}, session ${session})`;
/** What one who is gone was at. */
const wasAt = ({doing}: LeaseWords): string => (doing === '' ? '' : `; it was at ${doing} then`);
const at = ({doing}: LeaseWords): string => (doing === '' ? '' : `, at ${doing}`);

export const lease = {
	sessionHeld: (session: string, by: string, pid: number, since: string) =>
		`Session ${session} is open in another process (${pid} of ${by}, since ${since}): close it there first, or look on with kubewalk walk --watch ${session}.`,
	held: (words: LeaseWords) =>
		`${who(words)} has been changing these hosts since ${words.since}; last sign of life ${words.quiet} ago${at(words)}. Nothing was started: two at once would undo each other’s work.`,
	lookOn: (how: string) => `Look on with ${how}; kubewalk survey asks the hosts themselves and changes nothing.`,
	gone: (words: LeaseWords) =>
		`${who(words)} began to change these hosts at ${words.since}, but has given no sign of life for ${words.quiet}${wasAt(words)}. Nothing was started.`,
	takeOverWith: 'When nobody works there any more, take the hosts over: the same command with --take-over.',
	notGone: (words: LeaseWords) =>
		`Not taken over: ${who(words)} gave sign of life ${words.quiet} ago${at(words)}. It counts as gone after 90 s without one.`,
	heldTitle: 'Somebody else is changing these hosts',
	goneTitle: 'Take these hosts over?',
	takeOver:
		'What may still be running there goes on to its end; kubewalk asks every host before it changes anything.',
	takenOver: 'The hosts are yours now.',
	notTakenOver: 'Not taken over: the first control plane does not answer.',
	watching: (by: string) => `watching, ${by} has it`,
	watchingNobody: 'watching, nobody has it any more',
	watchingWhat: 'Only looking on: keys that change something do nothing here.',
	notHeld: (session: string) =>
		`Nobody has session ${session} at the moment: go on with it yourself with kubewalk run --yes --resume ${session}.`,
	noneHeld:
		'No session of this machine is held by another process: name the plan (--plan FILE) to look at its hosts.',
	elsewhere: (by: string) => `Its journal is on ${by}; from here one sees who has the hosts and what they are at.`,
	sees: (words: LeaseWords) =>
		`${who(words)}, since ${words.since}; last sign of life ${words.quiet} ago${at(words)}`,
	free: 'Nobody has these hosts.',
	noLease: 'No lock is kept for these hosts, so nobody can be seen.',
	left: (by: string) => `${by} has let go of it.`,
	watch: (name: string, by: string) => `Look on: ${name} (${by} has it)`,
	watchWhy: (id: string, by: string, pid: number) =>
		`Session ${id} is open in process ${pid} of ${by}. You see what happens there, and change nothing.`,
	heldBy: (by: string, pid: number) => `held by ${by} (process ${pid})`,
} as const;
