// Pasted text on the screen: its findings in a session without hosts, of which nothing is kept.
import {diagnosisBook} from '../../../steps/books.ts';
import {masks} from '../../../steps/masks.ts';
import {findings, questions} from '../../../steps/findings/all.ts';
import {systemClock} from '../../engine/clock.ts';
import {choose} from '../../engine/diagnose/choose.ts';
import {createRedactor} from '../../engine/redact.ts';
import {createStore} from '../../engine/store.ts';
import {createWatcher} from '../../engine/watch.ts';
import {textsOf, type Language} from '../../texts/texts.ts';
import type {Opened, Problems} from '../../ui/doors.ts';
import {diagnoseLines} from './offline.ts';
import {linesOf} from './read-input.ts';
import {troubleLines} from './trouble-lines.ts';

const mostFurther = 6;

const knowledge = {findings, questions};

export const openText = (text: string, language: Language): Opened | Problems => {
	const texts = textsOf(language);
	const lines = linesOf(Buffer.from(createRedactor(masks).redact(text)));
	if (lines.every(line => line.trim() === '')) return {problems: [texts.diagnose.empty]};
	const {judgement, told} = diagnoseLines(knowledge, lines);
	const isSure = told.some(({confidence}) => confidence !== 'possible');
	const further = choose(knowledge, judgement, question => judgement.matcher.answered(question));
	const store = createStore(tell => tell());
	store.emit({
		type: 'diagnosis',
		at: systemClock.now(),
		found: told,
		asked: 0,
		rounds: 0,
		milliseconds: 0,
		away: {},
		...(!isSure && {
			unknown: {
				seen: troubleLines(judgement.bundle),
				further: further.slice(0, mostFurther).map(({title}) => title),
			},
		}),
	});
	const engine = createWatcher({book: diagnosisBook, hosts: [], settings: {}, store, clock: systemClock});
	return {
		engine,
		store,
		name: texts.start.pastedName,
		simulated: false,
		pasted: true,
		report: '',
		leave: async () => undefined,
	};
};
