// A directory of bash scripts, one per host, and install.sh that drives them over ssh.
import type {Book} from '../../engine/declare.ts';
import type {Language} from '../../texts/texts.ts';
import type {Plan} from '../../../steps/plan.ts';
import {expandBook, sourcesOf} from './expand-book.ts';
import {hostScript} from './host-script.ts';
import {installScript} from './install-script.ts';
import {asVariable, wantedIn} from './variables.ts';

/** File name -> content. */
export const planAsScripts = (book: Book, plan: Plan, language: Language): Readonly<Record<string, string>> => {
	const sources = sourcesOf(book, plan);
	const steps = expandBook(book, plan, asVariable(sources), 'each');
	const wanted = wantedIn(steps);
	const byHost = Map.groupBy(steps, ({host}) => host.name);
	return {
		...Object.fromEntries(
			[...byHost].map(([host, own]) => [
				`${host}.sh`,
				hostScript({host, steps: own, sources, wanted}, plan, book.id, language),
			]),
		),
		'install.sh': installScript(book, plan, steps, wanted, language),
	};
};
