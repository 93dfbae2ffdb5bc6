// Words for hosts that are reached by hand: the dialog, and the same without a screen.
export const byHand = {
	questions: (host: string, count: number) =>
		count === 1 ? `A question for ${host}, by hand` : `${count} questions for ${host}, by hand`,
	job: (host: string, title: string) => `On ${host}, by hand: ${title}`,
	look: (host: string, title: string) => `Asked before on ${host}: ${title}`,
	more: (count: number) => (count === 1 ? '1 more waits' : `${count} more wait`),
	how: (host: string) => `Paste this into a root shell on ${host}, then paste here what it printed.`,
	questionsWhy: 'Nothing is changed; what is so already need not be run.',
	jobWhy: 'It runs once: pasted again, it only prints again what it printed.',
	again: 'You were asked this before: if you ran it, paste its output, do not run it again. Not sure? This only looks.',
	next: 'asked after it, when it ended well:',
	whole: 'What is copied, word for word:',
	waiting: 'Waiting for the paste.',
	pasted: (lines: string) => `${lines} lines pasted`,
	pastedOne: '1 line pasted',
	good: (parts: number) => (parts === 1 ? 'It is complete.' : `It is complete: ${parts} answers.`),
	neverRan: 'It says that the command was not run.',
	free: 'No marker in it, so it is taken for the command’s output. Did the command end well?',
	saved: (path: string) => `Written to ${path} (only you can read it): run it there with sh.`,
	notSaved: 'There is no place for files here.',
	tooLong: 'Too long for the terminal’s clipboard: w writes it to a file.',
	waits: (host: string) => `${host} waits for you`,
	nothing: 'Nothing pasted yet: run the text there, and paste what it printed.',
	unmarked: 'The marker lines are missing: copy everything from “begin” to “end”.',
	other: 'This is the output of something asked before: paste that of the text shown here.',
	otherHost: (other: string, host: string) => `This is from ${other}; paste what ${host} printed.`,
	end: (marker: string) => `The end is missing: copy down to ${marker}`,
	parts: (parts: string, of: number) => `Part ${parts} of ${of} is missing: copy everything, or run it again.`,
	lines: (part: number, of: number, missing: number) =>
		`Part ${part} of ${of} is not whole (${missing} lines missing): copy from the top, or run it again.`,
	tooMany: (part: number, of: number) =>
		`Part ${part} of ${of} has more lines than were printed: copy it once more, in a wider terminal.`,
	damaged: (host: string) =>
		`The text did not reach ${host} whole, and nothing was run: paste it there again, or use w.`,
	notRoot: (host: string) =>
		`That shell on ${host} is not root’s, and nothing was run: sudo -i there, then paste again.`,
	noRoom: (host: string) => `${host} has no room for a file, and nothing was run: make room in /var/lib there.`,
	running: (host: string) =>
		`It is still running on ${host}: let it end, run the text again, paste what that prints.`,
	theCommand: 'the command below',
	endsWith: 'Paste what it printed; end with a line that holds only a dot, or with Ctrl+D.',
	endedWell: 'Did it end well? [y/n] ',
	notRunYet: 'If you did not run it, type a line “not run”.',
} as const;
