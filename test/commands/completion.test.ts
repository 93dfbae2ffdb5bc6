import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {main} from '../../source/cli.tsx';
import {ownHome, printed} from '../helpers/own-home.ts';

const home = ownHome();

const scriptFor = async (shell: string): Promise<string> => (await printed(() => main(['completion', shell]))).stdout;

/** What bash offers after these words. */
const offered = (script: string, ...words: readonly string[]): readonly string[] => {
	const line = ['kubewalk', ...words].map(word => `'${word}'`).join(' ');
	const ask = `${script}\nCOMP_WORDS=(${line})\nCOMP_CWORD=${words.length}\n_kubewalk\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
	const {stdout, stderr} = spawnSync('bash', ['-c', ask], {cwd: home(), encoding: 'utf8'});
	expect(stderr).toBe('');
	return stdout.split('\n').filter(Boolean);
};

test('bash offers the commands, and the options of the command that is typed', async () => {
	const script = await scriptFor('bash');

	expect(offered(script, '')).toEqual([
		'walk',
		'run',
		'survey',
		'diagnose',
		'sessions',
		'report',
		'plan',
		'new',
		'completion',
		'lab',
	]);
	expect(offered(script, 'se')).toEqual(['sessions']);
	expect(offered(script, 'run', '--s')).toEqual(['--stage', '--skip']);
	expect(offered(script, 'completion', 'f')).toEqual(['fish']);
});

test('zsh and fish get the same words in their own grammar', async () => {
	const zsh = await scriptFor('zsh');
	expect(zsh).toMatch(/^#compdef kubewalk\n/);
	expect(zsh).toMatch(/^\t\trun\) compadd -- .*--resume.*; _files ;;$/m);
	expect(await scriptFor('fish')).toMatch(/^complete -c kubewalk -n '__fish_seen_subcommand_from run' -l resume$/m);
});
