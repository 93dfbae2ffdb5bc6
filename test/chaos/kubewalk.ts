// kubewalk with the chaos book, as a process of its own that can be killed: kubewalk.ts open PLAN | resume SESSION
// Everything but the book is the program's own: session, journal, lock, secrets, ssh, host keys.
import {openSession} from '../../source/commands/open-session.ts';
import {chaosBook} from './book.ts';

const codes = {done: 0, failed: 1, unreachable: 3, stopped: 4} as const;

const [, , what = '', name = ''] = process.argv;
const opened = await openSession(
	what === 'open' ? {kind: 'plan', path: name, book: chaosBook.id} : {kind: 'resume', session: name},
	{
		books: [chaosBook],
		language: 'en',
		ask: async question => (question.kind === 'confirm' ? 'yes' : undefined),
		onTrouble: sentence => console.error(sentence),
	},
);
if ('problems' in opened) {
	console.error(opened.problems.join('\n'));
	process.exit(opened.code);
}
console.log(opened.id);
const outcome = await opened.engine.start();
await opened.leave(outcome === 'done' ? outcome : undefined);
process.exit(codes[outcome]);
