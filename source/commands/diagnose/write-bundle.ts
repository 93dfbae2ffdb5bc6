// What was seen, as a transcript that a person reads and another kubewalk takes with --from. Secrets were masked before.
import type {Bundle, Passage} from '../../engine/diagnose/bundle.ts';
import {readTranscript} from './read-transcript.ts';

/** A script of many lines stands for itself by its first; the questions' names say the rest. */
const headOf = ({host, command, questions, partial}: Passage): string => {
	const [first = '', ...rest] = command.split('\n').filter(line => line.trim() !== '');
	const mark = questions.length === 0 ? '' : ` # question: ${questions.join(' ')}${partial ? ', cut' : ''}`;
	return `${host === '' ? '' : host}# ${first}${rest.length > 0 ? ' …' : ''}${mark}`;
};

/** A line that would be read as a prompt or a quotation is kept apart from them by a blank. */
const lineOf = (line: string): string => {
	const [passage, ...more] = readTranscript([line], []);
	const isPlain = more.length === 0 && passage?.command === '' && passage.lines[0] === line;
	return isPlain || line.trim() === '' ? line : ` ${line}`;
};

export const bundleText = (bundle: Bundle): string =>
	bundle
		.flatMap(passage => [...(passage.command === '' ? [] : [headOf(passage)]), ...passage.lines.map(lineOf), ''])
		.join('\n');
