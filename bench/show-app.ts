// The program's screen around one engine, as the benches start it: there is nothing to choose, and no session to go to.
import type {Engine} from '../source/engine/engine.ts';
import type {Store} from '../source/engine/store.ts';
import {startApp} from '../source/ui/app.tsx';

const no = () => Promise.resolve({problems: []});

export const showApp = (engine: Engine, store: Store, leave: () => Promise<void>) =>
	startApp({
		language: 'en',
		colour: true,
		stdout: process.stdout,
		doors: {
			sessions: () => Promise.resolve([]),
			plans: () => Promise.resolve([]),
			rehearse: no,
			resume: no,
			watch: no,
			openPlan: no,
			troubleshoot: no,
			readText: no,
			newPlan: no,
			draftPlan: () => Promise.resolve({text: '', complaints: []}),
			remember: () => undefined,
		},
		opened: {engine, store, name: 'bench', simulated: false, report: '', leave},
	});
