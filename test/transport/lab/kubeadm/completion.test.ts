import {expect, test} from 'vitest';
import {completionCommand} from '../../../../source/transport/lab/kubeadm/completion.ts';

test('bash and zsh get their script, others a sentence', () => {
	expect(completionCommand(['bash'], 'kubeadm', ['init', 'join']).stdout).toContain(
		'complete -o default -F __start_kubeadm kubeadm',
	);
	expect(completionCommand(['zsh'], 'kubeadm', ['init']).stdout).toContain('#compdef kubeadm');
	expect(completionCommand(['tcsh'], 'kubeadm', []).stderr).toBe('error: unsupported shell type "tcsh"\n');
	expect(completionCommand([], 'kubeadm', []).stderr).toBe('error: shell not specified\n');
});
