// What is known of some hosts, as passages: what a command printed on a host, or text of which nobody says where it is from.
import type {Question} from '../declare.ts';

export type Passage = {
	/** Empty: nobody said where. */
	readonly host: string;
	/** Empty: text without a command. */
	readonly command: string;
	/** Ids of the questions that this answers. */
	readonly questions: readonly string[];
	readonly lines: readonly string[];
	/** The command was cut down by a filter, so that what is missing says nothing. */
	readonly partial?: true;
};

/** In the order in which it was learned. */
export type Bundle = readonly Passage[];

/** A command that shows a part: what is missing may have been filtered away. */
const filter = /\|\s*(?:sudo\s+)?(?:e?grep|head|tail|awk|sed|cut|wc|less|uniq|jq)\b/;

/** A bundle that was written by us names the questions after the command. */
const named = /\s# question: ([\w-]+(?: [\w-]+)*)(, cut)?$/;

/** `pasted`: the command was typed by somebody, and may be like a question or not. */
export const pastedPassage = (
	host: string,
	command: string,
	lines: readonly string[],
	questions: readonly Question[],
): Passage => {
	const [, names, cut] = named.exec(command) ?? [];
	const known = names?.split(' ').filter(name => questions.some(({id}) => id === name)) ?? [];
	if (known.length > 0)
		return {host, command: command.replace(named, ''), questions: known, lines, ...(cut && {partial: true})};
	const answered =
		command === '' ? [] : questions.filter(({like}) => like.test(command)).map(question => question.id);
	return {host, command, questions: answered, lines, ...(filter.test(command) && {partial: true})};
};

/** What is printed in the place of an answer. */
const noAnswer =
	/command not found|: not found$|[Pp]ermission denied|Operation not permitted|did you specify the right host or port|^Unable to connect to the server|must be logged in to the server|^\[exit \d/;

const mostLinesOfTrouble = 3;

/** A program's log of its own tries, before it says what came of them: `E1123 09:03:39.207000   4207 memcache.go:265] …`. */
const ownLog = /^[EWI]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ \S+\.go:\d+\]/;

/** Whether the question was answered at all, so that what is missing in the answer means something. */
export const isAnswer = ({lines, partial}: Passage): boolean => {
	if (partial) return false;
	const written = lines.filter(line => line.trim() !== '');
	if (written.length === 0) return true;
	const said = written.filter(line => !ownLog.test(line));
	return said.length > mostLinesOfTrouble || !said.every(line => noAnswer.test(line));
};

/**
 * The bundle as it stands now: a command that was given again takes its earlier answer's place. Text that nobody says the
 * host of belongs to the only host there is, if there is one.
 */
export const settled = (bundle: Bundle): Bundle => {
	const latest = new Map<string, Passage>();
	for (const passage of bundle)
		if (passage.command !== '') latest.set(JSON.stringify([passage.host, passage.command]), passage);
	const hosts = [...new Set(bundle.map(({host}) => host).filter(host => host !== ''))];
	const only = hosts.length === 1 ? hosts[0]! : '';
	return bundle
		.filter(
			passage =>
				passage.command === '' ||
				passage.questions.length === 0 ||
				latest.get(JSON.stringify([passage.host, passage.command])) === passage,
		)
		.map(passage => (passage.host === '' && only !== '' ? {...passage, host: only} : passage));
};
