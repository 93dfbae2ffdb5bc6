import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {keptLinesOf} from '../../../steps/findings/container-log.ts';

const bash = (script: string): string =>
	execFileSync('bash', ['-euo', 'pipefail', '-c', script], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});

/** What is told of a log whose newest file holds these lines. */
const told = (lines: string): string => {
	const directory = bash('mktemp -d').trim();
	const pod = `${directory}/kube-system_etcd-m1_5f/etcd`;
	bash(
		`mkdir -p ${pod}; echo '2026-11-27T14:00:00Z stderr F of an earlier life' > ${pod}/0.log; touch -d yesterday ${pod}/0.log`,
	);
	bash(`cat > ${pod}/1.log <<'END'\n${lines}\nEND`);
	return bash(keptLinesOf('etcd', 2).replace('/var/log/pods', directory));
};

const line = (text: string): string => `2026-11-27T14:57:21.763855Z stderr F ${text}`;

test('the newest file is read, without what containerd writes before each line', () => {
	expect(told([line('first'), line('Error: unknown flag: --etcd-server'), line('last')].join('\n'))).toBe(
		'Error: unknown flag: --etcd-server\nlast\n',
	);
});

test('or around each line, where it is Docker that writes', () => {
	expect(
		told(String.raw`{"log":"unknown flag: --data-dirr\n","stream":"stderr","time":"2026-11-27T14:57:21Z"}`),
	).toBe('unknown flag: --data-dirr\n');
});
