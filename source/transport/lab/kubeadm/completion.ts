// Shell completion: the scripts that kubeadm and crictl print, reduced to their subcommands.
import {failed, said, type CommandResult} from '../command.ts';

const bash = (
	program: string,
	verbs: readonly string[],
): string => `# bash completion for ${program}                           -*- shell-script -*-

__start_${program}()
{
    local cur="\${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=( $(compgen -W "${verbs.join(' ')}" -- "$cur") )
}

if [[ $(type -t compopt) = "builtin" ]]; then
    complete -o default -F __start_${program} ${program}
else
    complete -o default -o nospace -F __start_${program} ${program}
fi

# ex: ts=4 sw=4 et filetype=sh
`;

const zsh = (program: string, verbs: readonly string[]): string => `#compdef ${program}
compdef _${program} ${program}

_${program}() {
  compadd ${verbs.join(' ')}
}
`;

export const completionCommand = (
	args: readonly string[],
	program: string,
	verbs: readonly string[],
): CommandResult => {
	const [shell] = args;
	if (shell === 'bash') return said(bash(program, verbs));
	if (shell === 'zsh') return said(zsh(program, verbs));
	if (shell === undefined) return failed('error: shell not specified\n');
	return failed(`error: unsupported shell type "${shell}"\n`);
};
