// A small script as a container's command: what its plain commands print, and what they leave in files.
import {podEnvironment} from '../pod-programs.ts';
import {readInside, removeInside, makeInside, writeInside} from './container-files.ts';
import type {Inside} from './inside.ts';

/** Commands of a script, parted at the ends of lines, at `;` and `&&`, wherever these are not quoted. */
const commandsOf = (script: string): readonly string[] =>
	(script.match(/(?:"[^"]*"|'[^']*'|(?<!&)&(?!&)|[^;&\n"'])+/g) ?? [])
		.map(text => text.trim())
		.filter(text => text !== '');

/** The words of one command, quotes taken off; what single quotes hold is left as it is. */
const wordsOf = (command: string, expand: (text: string) => string): readonly string[] =>
	(command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map(word =>
		word.replaceAll(/"([^"]*)"|'([^']*)'|([^"']+)/g, (_, double?: string, single?: string, bare?: string) =>
			single === undefined ? expand(double ?? bare ?? '') : single,
		),
	);

/** Loops and conditions are left to those who know the program; what comes before them has happened. */
const beyond = /^(?:while|until|for|if|case)\b/;

export const runPlainScript = (inside: Inside, script: string): void => {
	const {pod, spec, say} = inside;
	const own = new Map<string, string>();
	const values: Readonly<Record<string, string>> = {HOSTNAME: pod?.metadata.name ?? '', ...podEnvironment(pod, spec)};
	const expand = (text: string): string =>
		text
			.replaceAll('$(hostname)', values['HOSTNAME'] ?? '')
			.replaceAll(/\$\{?(\w+)\}?/g, (_, name: string) => values[name] ?? '');
	const read = (path: string): string | undefined => own.get(path) ?? readInside(inside, path);
	for (const command of commandsOf(script)) {
		if (beyond.test(command)) return;
		const [name = '', ...all] = wordsOf(command.replace(/^exec\s+/, ''), expand);
		const at = all.findIndex(word => /^>{1,2}/.test(word));
		const to = at === -1 ? undefined : all[at]!.replace(/^>+/, '') || all[at + 1];
		const args = (at === -1 ? all : all.slice(0, at)).filter(word => !word.startsWith('2>'));
		const out =
			name === 'echo'
				? `${args.join(' ')}\n`
				: name === 'cat'
					? args.map(path => read(path) ?? `cat: can't open '${path}': No such file or directory\n`).join('')
					: '';
		if (name === 'mkdir') makeInside(inside, args.at(-1) ?? '');
		if (name === 'rm') removeInside(inside, args.at(-1) ?? '');
		if (to === undefined) {
			for (const line of out.split('\n').slice(0, -1)) say(line);
			continue;
		}
		const text = all[at]!.startsWith('>>') ? (read(to) ?? '') + out : out;
		if (!writeInside(inside, to, text)) own.set(to, text);
	}
};
