// just-bash leaves out the line number that bash puts into its own complaints.

import {parentDoor} from './missing-directories.ts';

const complaint =
	/^bash: (?!line \d)(?:(\S+): (?=command not found|No such file|Connection refused|Permission denied|unbound variable))/gm;

export const errorLines = (script: string, said: string): string => {
	if (!said.includes('bash: ')) return said;
	const stderr = said
		.replaceAll(`bash: ${parentDoor}/`, 'bash: /')
		.replace(/^(bash: \/dev\/tcp\/\S+: )No such file or directory$/gm, '$1Connection refused');
	const lines = script.split('\n');
	return stderr.replace(complaint, (_whole, word: string) => {
		const index = lines.findIndex(line => line.includes(word));
		return `bash: line ${Math.max(index, 0) + 1}: ${word}: `;
	});
};
