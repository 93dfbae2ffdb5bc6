// just-bash leaves out the line number that bash puts into its own complaints.

const complaint =
	/^bash: (?!line \d)(?:(\S+): (?=command not found|No such file|Permission denied|unbound variable))/gm;

export const errorLines = (script: string, stderr: string): string => {
	if (!stderr.includes('bash: ')) return stderr;
	const lines = script.split('\n');
	return stderr.replace(complaint, (_whole, word: string) => {
		const index = lines.findIndex(line => line.includes(word));
		return `bash: line ${Math.max(index, 0) + 1}: ${word}: `;
	});
};
