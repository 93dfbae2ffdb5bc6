import {expect, test} from 'vitest';
import {missingDirectories, parentDoor} from '../../../source/transport/lab/missing-directories.ts';
import {labShell} from '../../helpers/lab-shell.ts';

const word = (value: string) => ({type: 'Word', parts: [{type: 'Literal', value}]});
const script = (redirection: object) => ({redirections: [redirection]});

test('A redirection into a directory that is not there fails as in bash, and the script goes on', async () => {
	const {run} = labShell();

	expect(await run('echo x > /nope/y; echo $?; d=/also; cat > "$d/no" <<< z || echo alternative')).toEqual({
		stdout: '1\nalternative\n',
		stderr: 'bash: line 1: /nope/y: No such file or directory\nbash: line 1: /also/no: No such file or directory\n',
		exit: 0,
	});
});

test('With errexit the script ends there', async () => {
	expect(await labShell().run('set -e; echo a; echo b > /nope/y; echo c')).toMatchObject({stdout: 'a\n', exit: 1});
});

test('Where the directory is there, nothing is different: not the input either', async () => {
	const {say} = labShell();

	expect(await say('f() { cat > /tmp/in; }; echo piped | f; cat /tmp/in; echo x >> /tmp/in; wc -l < /tmp/in')).toBe(
		'piped\n2',
	);
});

test('A target that must not be expanded twice, or that is a device, is left alone', () => {
	const shapes = [
		{operator: '>', target: word('/dev/null')},
		{operator: '>', target: {type: 'Word', parts: [{type: 'CommandSubstitution'}]}},
		{operator: '<', target: word('/etc/x')},
	];

	for (const shape of shapes)
		expect(missingDirectories.transform({ast: script(shape)}).ast.redirections).toEqual([shape]);
	expect(
		JSON.stringify(missingDirectories.transform({ast: script({operator: '>', target: word('/etc/x')})})),
	).toContain(parentDoor);
});
