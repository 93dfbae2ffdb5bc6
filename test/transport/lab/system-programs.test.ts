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
	const {ast} = systemPrograms(name => name === 'modprobe').transform({ast: script});

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
