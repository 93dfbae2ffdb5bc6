import {expect, test} from 'vitest';
import {readTranscript} from '../../../source/commands/diagnose/read-transcript.ts';
import {questions} from '../../../steps/findings/all.ts';

const read = (...lines: readonly string[]) =>
	readTranscript(lines, questions).map(({host, command, lines: printed}) => [host, command, ...printed]);

test('Prompts of all kinds say host and command', () => {
	expect(
		read(
			'm1# cat /proc/swaps',
			'Filename',
			'[root@node-7 ~]# swapon -s',
			'root@m2:~# uptime',
			' 10:02 up',
			'ops@w1.example.org:/etc/kubernetes$ sudo -n ls',
			'(venv) [ops@w2 kubernetes]$ sudo kubectl get nodes',
			'[2026-11-23T09:35:19Z] root@m3# date',
		),
	).toEqual([
		['m1', 'cat /proc/swaps', 'Filename'],
		['node-7', 'swapon -s'],
		['m2', 'uptime', ' 10:02 up'],
		['w1.example.org', 'ls'],
		['w2', 'kubectl get nodes'],
		['m3', 'date'],
	]);
});

test('A plain prompt is one when a program follows, and a comment in a file otherwise', () => {
	expect(
		read('# swapon --show', '$ free -m', 'Mem: 1', '# this line is a comment', '#swap off', '$100 lost'),
	).toEqual([
		['', 'swapon --show'],
		['', 'free -m', 'Mem: 1', '# this line is a comment', '#swap off', '$100 lost'],
	]);
});

test('A question is recognised by the command that was typed', () => {
	expect(readTranscript(['m1# cat /proc/swaps'], questions)[0]?.questions).toEqual(['swaps']);
});

test('Free text before the first prompt, quotes, fences and continued commands are understood', () => {
	expect(
		read('help please', '```', '> m1# kubeadm join 10.0.0.1:6443 \\', '>   --token x', '> it failed', '```', '~~~'),
	).toEqual([
		['', '', 'help please'],
		['m1', 'kubeadm join 10.0.0.1:6443 --token x', 'it failed'],
	]);
});

test('A journal without a command says its hosts itself', () => {
	expect(
		read(
			'Mar 10 09:14:55 node-7 kubelet[41007]: E0310 one',
			'  goes on',
			'2026-03-10T09:14:55+0800 node-8 systemd[1]: two',
			'Mar 10 09:14:56 node-7 kubelet[41007]: three',
		),
	).toEqual([
		[
			'node-7',
			'',
			'Mar 10 09:14:55 node-7 kubelet[41007]: E0310 one',
			'  goes on',
			'Mar 10 09:14:56 node-7 kubelet[41007]: three',
		],
		['node-8', '', '2026-03-10T09:14:55+0800 node-8 systemd[1]: two'],
	]);
});

test('A log whose lines look a little like prompts stays one text', () => {
	const log = ['mail@example.org wrote: #1 is broken', 'step#3 done', '[info] started $HOME', 'a: b # c'];

	expect(read(...log)).toEqual([['', '', ...log]]);
});
