// Commands of one's own in plain images: shells, sleeps, copies.
import {copyInside, readInside} from './container-files.ts';
import {type Program, words} from './inside.ts';
import {runPlainScript} from './plain-script.ts';

const seconds = (text: string): number => {
	const [, amount = '0', unit = 's'] = /^([\d.]+)([smhd]?)$/.exec(text) ?? [];
	return Number(amount) * ({s: 1, m: 60, h: 3600, d: 86_400}[unit] ?? 1) * 1000;
};

/** What a plain image does with a command of one's own. */
export const plainly: Program['life'] = inside => {
	const [first = '', ...rest] = words(inside);
	const program = first.split('/').at(-1)!;
	if (program === 'sleep') return rest[0] === 'infinity' ? 'stays' : {exit: 0, after: seconds(rest[0] ?? '0')};
	if (['sh', 'bash', 'ash'].includes(program)) {
		const at = rest.findIndex(word => /^-\w*c$/.test(word));
		const file = rest.find(word => !word.startsWith('-')) ?? '';
		const script = at === -1 ? (readInside(inside, file) ?? '') : (rest[at + 1] ?? '');
		runPlainScript(inside, script);
		if (/\bsleep (infinity|\d{4,})|while (true|:)|tail -f|httpd -f|nc -l/.test(script)) return 'stays';
		const slept = /\bsleep ([\d.]+[smhd]?)/.exec(script)?.[1];
		const end = /\bexit (\d+)/.exec(script)?.[1];
		return {exit: Number(end ?? 0), after: 300 + (slept === undefined ? 0 : seconds(slept))};
	}
	// flannel's own copy, since 0.28, of a configuration file to the host.
	if (program === 'cp' || program === 'install-conf')
		return copyInside(inside, rest) ? {exit: 0, after: 200} : {exit: 1, after: 100};
	if (program === 'echo') inside.say(rest.join(' '));
	if (['echo', 'true', 'date', 'ls', 'cat', 'env'].includes(program)) return {exit: 0, after: 200};
	if (program === 'false') return {exit: 1, after: 200};
	return 'stays';
};
