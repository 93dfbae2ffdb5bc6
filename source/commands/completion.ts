// Completion scripts for three shells, printed from the commands themselves.
import type {Command} from 'commander';

type Words = {readonly name: string; readonly words: readonly string[]};

const wordsOf = (command: Command): readonly string[] => [
	...command.options.flatMap(({long}) => (long ? [long] : [])),
	...command.registeredArguments.flatMap(({argChoices}) => argChoices ?? []),
	'--help',
];

const tableOf = (program: Command): readonly Words[] =>
	program.commands.map(command => ({name: command.name(), words: wordsOf(command)}));

const bash = (table: readonly Words[]): string => `# eval "$(kubewalk completion bash)"
_kubewalk() {
	local word=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]}
	if [ "$COMP_CWORD" -eq 1 ]; then
		mapfile -t COMPREPLY < <(compgen -W '${table.map(({name}) => name).join(' ')}' -- "$word")
		return
	fi
	case $command in
${table.map(({name, words}) => `	${name}) mapfile -t COMPREPLY < <(compgen -f -W '${words.join(' ')}' -- "$word") ;;`).join('\n')}
	esac
}
complete -F _kubewalk kubewalk
`;

const zsh = (table: readonly Words[]): string => `#compdef kubewalk
# source <(kubewalk completion zsh)
_kubewalk() {
	if (( CURRENT == 2 )); then
		compadd ${table.map(({name}) => name).join(' ')}
		return
	fi
	case $words[2] in
${table.map(({name, words}) => `		${name}) compadd -- ${words.join(' ')}; _files ;;`).join('\n')}
	esac
}
compdef _kubewalk kubewalk
`;

const fish = (table: readonly Words[]): string =>
	[
		'# kubewalk completion fish | source',
		`complete -c kubewalk -n __fish_use_subcommand -f -a '${table.map(({name}) => name).join(' ')}'`,
		...table.flatMap(({name, words}) =>
			words.map(word =>
				word.startsWith('--')
					? `complete -c kubewalk -n '__fish_seen_subcommand_from ${name}' -l ${word.slice(2)}`
					: `complete -c kubewalk -n '__fish_seen_subcommand_from ${name}' -a ${word}`,
			),
		),
		'',
	].join('\n');

const shells = {bash, zsh, fish};

export type ShellName = keyof typeof shells;

/** The script that a shell reads to complete kubewalk's commands and options. */
export const completion = (program: Command, shell: ShellName): string => shells[shell](tableOf(program));
