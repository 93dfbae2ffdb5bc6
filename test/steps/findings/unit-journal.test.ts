import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {unitJournal} from '../../../steps/findings/unit-journal.ts';

const started = 'Nov 27 13:40:59 w1 systemd[1]: Started kubelet.service - kubelet: The Kubernetes Node Agent.';
const again = 'Nov 27 13:40:52 w1 systemd[1]: kubelet.service: Scheduled restart job, restart counter is at 15.';
const stopped = 'Nov 27 13:40:52 w1 systemd[1]: Stopped kubelet.service - kubelet: The Kubernetes Node Agent.';
const died = 'Nov 27 13:40:52 w1 kubelet[9095]: F1127 failed to load Kubelet config file /var/lib/kubelet/config.yaml';
const exited = "Nov 27 13:40:52 w1 systemd[1]: kubelet.service: Failed with result 'exit-code'.";
const well = 'Nov 27 13:41:11 w1 kubelet[9210]: I1127 Successfully registered node w1';

/** What is answered on a host whose unit is so, whose journal holds these lines, and these since a minute ago. */
const answer = (active: string, lines: readonly string[], lately: readonly string[] = lines): string => {
	const bin = mkdtempSync(join(tmpdir(), 'kubewalk-unit-journal-'));
	const program = (name: string, text: string): void => {
		writeFileSync(join(bin, name), `#!/bin/bash\n${text}\n`);
		chmodSync(join(bin, name), 0o755);
	};
	writeFileSync(join(bin, 'all'), lines.join('\n'));
	writeFileSync(join(bin, 'lately'), lately.join('\n'));
	program('systemctl', `echo ${active}; [ ${active} = active ]`);
	program('journalctl', `case "$*" in *'1 minute ago'*) cat ${bin}/lately ;; *) cat ${bin}/all ;; esac`);
	const path = `${bin}:${process.env['PATH']}`;
	return execFileSync('bash', ['-euo', 'pipefail', '-c', unitJournal('kubelet', 200)], {
		encoding: 'utf8',
		env: {...process.env, PATH: path},
	});
};

const crash = [again, stopped, started, died, exited];

test('what was put right by starting the unit by hand is over', () => {
	expect(answer('active', [...crash, ...crash, stopped, started, well])).toBe(`${started}\n${well}\n`);
	expect(answer('inactive', [...crash, stopped, started, well])).toBe(`${started}\n${well}\n`);
});

test('a unit that systemd starts again and again keeps the words of its earlier lives', () => {
	expect(answer('activating', [...crash, ...crash]).split(died)).toHaveLength(3);
	expect(answer('active', [...crash, again, stopped, started])).toContain(died);
});

test('once it has lived for a minute they are over as well', () => {
	expect(answer('active', [...crash, again, stopped, started, well], [well])).toBe(`${started}\n${well}\n`);
});

test('what each goroutine was at when a program died does not take the place of why it died', () => {
	const dump = Array.from({length: 300}, (_, number) =>
		[
			`goroutine ${number} [select]:`,
			'k8s.io/kubernetes/vendor/k8s.io/client-go/tools/cache.(*Reflector).ListAndWatch.func1.1()',
			'        k8s.io/kubernetes/vendor/k8s.io/client-go/tools/cache/reflector.go:302 +0x207',
			'created by k8s.io/kubernetes/vendor/k8s.io/client-go/tools/cache.(*Reflector).ListAndWatch.func1',
			'',
		].map(line => `Nov 27 16:45:45 m3 kubelet[4794]: ${line}`),
	).flat();

	expect(answer('activating', [again, stopped, started, died, ...dump, exited])).toBe(
		`${[again, stopped, started, died, exited].join('\n')}\n`,
	);
});

test('no more than the last lines are told', () => {
	const many = Array.from({length: 500}, (_, line) => `Nov 27 13:41:11 w1 kubelet[1]: line ${line}`);
	expect(answer('inactive', many).trim().split('\n')).toEqual(many.slice(-200));
});
