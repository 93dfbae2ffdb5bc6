// What a sheet and a paste come to in the person's language; the same on the screen and without one.
import type {Lack, Sheet} from '../engine/sheet.ts';
import type {Texts} from '../texts/texts.ts';

export const lackIn = ({byHand}: Texts, {host: {name}, tag}: Sheet, lack: Lack): string => {
	switch (lack.kind) {
		case 'nothing':
		case 'unmarked':
		case 'other':
			return byHand[lack.kind];
		case 'end':
			return byHand.end(`--- kubewalk ${name} ${tag} end ---`);
		case 'other-host':
			return byHand.otherHost(lack.host, name);
		case 'parts':
			return byHand.parts(lack.parts.join(', '), lack.of);
		case 'lines':
			return lack.found < lack.wanted
				? byHand.lines(lack.part, lack.of, lack.wanted - lack.found)
				: byHand.tooMany(lack.part, lack.of);
		case 'damaged':
		case 'running':
			return byHand[lack.kind](name);
		case 'not-root':
			return byHand.notRoot(name);
		case 'no-room':
			return byHand.noRoom(name);
	}
};

/** Above the text: what it is about, as far as the sheet itself knows. `title` is the task's. */
export const titleOf = ({byHand}: Texts, {host, kind, commands}: Sheet, title: string): string =>
	kind === 'questions' ? byHand.questions(host.name, commands.length) : byHand[kind](host.name, title);

export const sheetWhy = ({byHand}: Texts, {kind}: Sheet): string =>
	kind === 'questions' ? byHand.questionsWhy : kind === 'job' ? byHand.jobWhy : byHand.again;
