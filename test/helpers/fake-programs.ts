// Runs a script in real bash with some programs replaced by functions.
import {spawnSync} from 'node:child_process';

export const runWithPrograms = (
	programs: Readonly<Record<string, string>>,
	script: string,
): {readonly exit: number; readonly output: string} => {
	const functions = Object.entries(programs).map(([name, body]) => `${name}() {\n${body}\n}`);
	const {status, stdout, stderr} = spawnSync('bash', ['-c', [...functions, script].join('\n')], {encoding: 'utf8'});
	return {exit: status ?? 1, output: stdout + stderr};
};

/** The body of a function that prints the text. */
export const prints = (text: string): string => `cat <<'PRINTS'\n${text.replace(/\n$/, '')}\nPRINTS`;
