import {expect, test} from 'vitest';
import {errorLines} from '../../../source/transport/lab/error-lines.ts';

test('A complaint of bash names the line, as on a real host', () => {
	expect(errorLines('true\nkubeadm init', 'bash: kubeadm: command not found\n')).toBe(
		'bash: line 2: kubeadm: command not found\n',
	);
	expect(errorLines('kubeadm', 'bash: kubeadm: command not found\n')).toBe(
		'bash: line 1: kubeadm: command not found\n',
	);
});

test('What programs say stays as it is', () => {
	expect(errorLines('x', 'cat: /nope: No such file or directory\n')).toBe('cat: /nope: No such file or directory\n');
	expect(errorLines('x', 'bash: line 3: x: command not found\n')).toBe('bash: line 3: x: command not found\n');
});
