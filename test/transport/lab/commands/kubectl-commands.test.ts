import {expect, test} from 'vitest';
import {kubectlCommands} from '../../../../source/transport/lab/commands/kubectl-commands.ts';

test('no two commands have the same name', () => {
	const names = kubectlCommands.flatMap(command => command.names);
	expect(new Set(names).size).toBe(names.length);
	expect(names).toEqual(expect.arrayContaining(['kubectl', 'curl', 'wget', 'nc', 'haproxy', 'keepalived']));
});
