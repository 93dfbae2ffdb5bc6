// The interface's words, one section per place. Values are texts, or functions when something is inserted.
export const en = {
	headless: {
		running: (title: string) => `${title}: running`,
		took: (word: string, seconds: number) => `${word} (${seconds} s)`,
		stillRunning: (title: string, elapsed: number, usually: number, waitingFor?: string) =>
			`${title}: still running after ${elapsed} s${usually > 0 ? ` (usually ${usually} s)` : ''}${waitingFor ? `, waiting for ${waitingFor}` : ''}`,
		summary: (counts: {done: number; satisfied: number; skipped: number; failed: number}, seconds: number) =>
			`${counts.done} done, ${counts.satisfied} already so, ${counts.skipped} skipped, ${counts.failed} failed, in ${seconds} s`,
		session: (id: string) => `Session ${id}. Report: kubewalk report ${id}`,
		resume: (id: string) => `Go on with: kubewalk run --yes --resume ${id}`,
	},
	status: {
		pending: 'to do',
		checking: 'checking',
		satisfied: 'already so',
		running: 'running',
		verifying: 'verifying',
		done: 'done',
		failed: 'failed',
		unreachable: 'unreachable',
		cancelled: 'not known',
		skipped: 'skipped',
		undoing: 'undoing',
		undone: 'undone',
	},
} as const;
