// What a diagnosis says.
export type Summary = {
	/** Questions of the first look, which asks each host all of them at once; questions and rounds after it. */
	readonly first: number;
	readonly further: number;
	readonly rounds: number;
	readonly hosts: number;
	readonly seconds: number;
};

export const diagnose = {
	confirmed: 'confirmed',
	likely: 'likely',
	possible: 'possible',
	blocking: 'blocking',
	risky: 'risky',
	notable: 'notable',
	evidence: 'Evidence',
	pasted: '(pasted text)',
	nothingSaid: '(nothing)',
	followed: 'What follows from it',
	ruledOut: 'Ruled out',
	remedy: (title: string, host: string) => (host === '' ? `Cure: ${title}` : `Cure on ${host}: ${title}`),
	firstControlPlane: 'the first control plane',
	needsPlan: 'The exact commands depend on the plan: give it with --plan FILE.',
	check: 'Then check',
	loses: 'What is lost',
	badAdvice: 'Do not',
	more: (count: number) => `${count} more that are less probable: --json lists all.`,
	unknown: 'Unknown: nothing in this text confirms or suggests a cause that is known here.',
	nothingFound: 'Nothing is found to be wrong.',
	onlyPossible: 'Unknown: no cause is confirmed. What was seen would fit these:',
	wayOutOffline:
		'Add what these commands print on the hosts, each below a line `host# command`, or let kubewalk ask: kubewalk diagnose --plan FILE.',
	wayOutLive: (file: string) =>
		`To show it to somebody: kubewalk diagnose --plan FILE --bundle ${file} writes what was seen, without secrets.`,
	nothingToCure: (wish: string) =>
		`${wish} was not found here, or has no such cure: run kubewalk diagnose without --cure to see what there is.`,
	destructive: (title: string, loses: string, wish: string) =>
		`“${title}” is not run unless it is named: ${loses} If that is wanted, say --cure ${wish}.`,
	curedRow: (title: string, host: string, status: string, note: string | undefined) =>
		`${host}  ${title}: ${status}${note === undefined ? '' : ` (${note})`}`,
	stillThere: (title: string) => `“${title}” is still there after the cure: look at the evidence again.`,
	gone: (title: string) => `“${title}” is gone.`,
	looksAgain: (title: string, seconds: number) =>
		`“${title}” still shows, perhaps only in what was said before: looking again in ${seconds} s.`,
	cureNeedsYes: 'A cure changes hosts: add --yes to have it run without being asked.',
	away: (host: string, why: string) => `${host} did not answer: ${why}`,
	summary: ({first, further, rounds, hosts, seconds}: Summary) =>
		`One trip to each of ${hosts} ${hosts === 1 ? 'host' : 'hosts'} (${first} questions), then ${further === 0 ? 'no further question' : `${further} further ${further === 1 ? 'question' : 'questions'} in ${rounds - 1} ${rounds === 2 ? 'round' : 'rounds'}`}; ${seconds} s.`,
	bundleWritten: (file: string) => `What was seen is in ${file}, without secrets: kubewalk diagnose --from reads it.`,
	bundleNeedsHosts: 'This takes a plan, or --lab: a bundle is made of what live hosts answer.',
	cut: (bytes: number) =>
		`Only the first and the last 8 MB of ${Math.round(bytes / 1024 / 1024)} MB were read: cut the text down to what matters if the cause is not found.`,
	empty: 'There is no text to read: paste a transcript, or name a file with --from FILE.',
	noFile: (file: string, why: string) =>
		`${file} cannot be read (${why}): name another file, or - for standard input.`,
	noAbout: (word: string, known: string) => `Nothing is known about ${word}: it can be narrowed to ${known}.`,
	needsSource:
		'Say what to look at: --plan FILE for live hosts, --lab for simulated ones, --from FILE or - for text.',
};
