import {expect, test} from 'vitest';
import {systemPrograms} from '../../../source/transport/lab/system-programs.ts';
import {labShell} from '../../helpers/lab-shell.ts';

const word = (value: string) => ({type: 'Word', parts: [{type: 'Literal', value}]});

test('Only a plain name that lies in /usr/sbin is called through /bin', () => {
	const script = {
		statements: [
			{type: 'SimpleCommand', name: word('modprobe'), args: [word('modprobe')]},
			{type: 'SimpleCommand', name: word('cat')},
		],
	};
	const {ast} = systemPrograms({isSystem: name => name === 'modprobe', isScript: () => false}).transform({
		ast: script,
	});

	expect(ast.statements.map(({name}) => name.parts[0]!.value)).toEqual(['/bin/modprobe', 'cat']);
	expect(ast.statements[0]!.args![0]!.parts[0]!.value).toBe('modprobe');
});

test('A program of the system gets all of its arguments, however many', async () => {
	const {run} = labShell();

	expect(
		(
			await run(
				'sysctl -n vm.swappiness vm.swappiness vm.swappiness vm.swappiness vm.swappiness vm.swappiness vm.swappiness vm.swappiness vm.swappiness kernel.panic',
			)
		).stdout,
	).toBe(`${'60\n'.repeat(9)}0\n`);
});

test('A script of somebody’s own gets all of its arguments, and so do the programs that it calls', async () => {
	const {say} = labShell();
	await say(`printf '#!/bin/bash\\nsysctl -n "$@"\\n' > /usr/local/bin/show; chmod 755 /usr/local/bin/show`);

	expect(await say(`/usr/local/bin/show ${'vm.swappiness '.repeat(9)} kernel.panic`)).toBe(`${'60\n'.repeat(9)}0`);
	await say('chmod 644 /usr/local/bin/show');
	expect(await say('/usr/local/bin/show kernel.panic')).toContain('Permission denied');
});
