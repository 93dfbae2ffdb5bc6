// kubewalk with the chaos book, as a process of its own that can be killed: kubewalk.ts open PLAN | resume SESSION
// Everything but the book is the program's own: session, journal, lock, secrets, ssh, host keys.
import {exitCodes} from '../../source/commands/exit-codes.ts';
import {openSession} from '../../source/commands/open-session.ts';
import {chaosBook} from './book.ts';

const complain = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

const [, , what = '', name = ''] = process.argv;
const opened = await openSession(
	what === 'open' ? {kind: 'plan', path: name, book: chaosBook.id} : {kind: 'resume', session: name},
	{
		books: [chaosBook],
		language: 'en',
		ask: async question => (question.kind === 'confirm' ? 'yes' : undefined),
		onTrouble: complain,
	},
);
if ('problems' in opened) {
	complain(opened.problems.join('\n'));
	process.exit(opened.code);
}
process.stdout.write(`${opened.id}\n`);
const outcome = await opened.engine.start();
await opened.leave(outcome === 'done' ? outcome : undefined);
process.exit(exitCodes[outcome]);
