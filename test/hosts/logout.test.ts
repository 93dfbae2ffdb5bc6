// Where the login's processes are counted: a systemd-run that writes down its words stands in for the real one, because
// hosts of namespaces have no systemd. docs/architecture.md tells how it went on a real one.
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createFrames, newMark} from '../../source/transport/frames.ts';
import {startScript} from '../../source/transport/job.sh.ts';
import {must} from './accounts.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from './namespaces.ts';

let m1: NamespaceHost;
beforeAll(async () => {
	if (!hasNamespaces) return;
	[m1] = (await startHosts(1)) as [NamespaceHost];
	await must(
		m1,
		`mkdir -p /run/systemd/system /run/fake /run/groups
		mount -t cgroup2 none /run/groups || mount -t cgroup -o pids none /run/groups`,
	);
});
afterAll(async () => {
	if (hasNamespaces) await m1.exec('rmdir /run/groups/user.slice/kubewalk-test; umount /run/groups');
	stopHosts();
});

/** Runs a job from a login's slice, with this systemd-run, and gives what came of it and what systemd-run was told. */
const runFromLogin = async (id: string, fake: string) => {
	const mark = newMark();
	const script = startScript({base: '/root/jobs', id, mark}, 'echo x >> /root/times; echo on', 20);
	await must(
		m1,
		`printf '#!/bin/sh\\n%s\\n' '${fake}' > /run/fake/systemd-run; chmod +x /run/fake/systemd-run; rm -f /run/told /root/times`,
	);
	const enter =
		'mkdir -p /run/groups/user.slice/kubewalk-test; echo $$ > /run/groups/user.slice/kubewalk-test/cgroup.procs';
	const {stdout} = await m1.exec(`${enter}\nPATH=/run/fake:$PATH sh -s <<'kw-all-of-it'\n${script}\nkw-all-of-it`);
	const frames: string[] = [];
	createFrames(mark, ({kind, fields, bytes}) =>
		frames.push([kind, ...fields, bytes.toString().trim()].join(' ').trim()),
	)(Buffer.from(stdout));
	expect(await must(m1, 'cat /root/times')).toBe('x\n');
	return {frames, told: (await m1.exec('cat /run/told')).stdout};
};

const ended = ['begin', 'stdout 0 on', 'ended 0 ended'];

test.skipIf(!hasNamespaces)(
	`From a login a job is started in a scope of the system's, by one systemd-run ${whereNamespaces}`,
	async () => {
		const fake = `echo "$@" >> /run/told; while [ "$1" != setsid ]; do shift; done; exec "$@"`;
		const {frames, told} = await runFromLogin('held', fake);

		expect(frames).toEqual(ended);
		expect(told).toMatch(
			/^--scope --quiet --collect --no-ask-password --slice=system\.slice --description=kubewalk job setsid sh \S+runner\S+ \/root\/jobs\/held kw-\w+ 20\n$/,
		);
	},
);

test.skipIf(!hasNamespaces)(
	`Where systemd-run refuses, a session of its own has to do ${whereNamespaces}`,
	async () => {
		const {frames, told} = await runFromLogin('refused', 'echo "$1" >> /run/told; exit 1');

		expect(frames).toEqual(ended);
		expect(told).toBe('--scope\n');
	},
);

test.skipIf(!hasNamespaces)(
	`A systemd-run that runs the job and calls it a failure does not make it run twice ${whereNamespaces}`,
	async () => {
		const fake = `while [ "$1" != setsid ]; do shift; done; "$@"; exit 1`;
		const {frames} = await runFromLogin('twice', fake);

		expect(frames).toEqual(ended);
		// The second runner loses the claim, and tidies up after itself.
		await must(m1, 'until [ -z "$(ls /root/jobs/twice | grep kw-)" ]; do sleep 0.1; done');
		expect(await must(m1, 'cat /root/times')).toBe('x\n');
	},
);
