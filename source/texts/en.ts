// The interface's words, one section per place. Values are texts, or functions when something is inserted.
export const en = {
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
