// Every fault of test/faults/real.ts on real hosts: made, found, cured, and the cluster as well as before?
// Run: node bench/real-faults.ts PLAN [pattern]   (a plan whose cluster stands, on hosts that may be broken; as root's ssh lets in)
import {execFile, execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {setTimeout as sleep} from 'node:timers/promises';
import {loadPlan} from '../source/commands/load-plan.ts';
import {realFaults, type RealFault} from '../test/faults/real.ts';
import {median} from './median.ts';

const bin = join(import.meta.dirname, '../build/source/bin.js');
const [path, word = ''] = process.argv.slice(2);
if (!path) throw new Error('Say which plan: node bench/real-faults.ts cluster.yaml');
const loaded = loadPlan(path, 'en');
if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
const {plan} = loaded;

type Finding = {
	readonly id: string;
	readonly confidence: string;
	readonly severity: string;
	readonly remedies: readonly {readonly id: string; readonly risk: string}[];
};

const on = (name: string, script: string): string => {
	const host = plan.hosts.find(each => each.name === name);
	if (!host) throw new Error(`The plan has no host ${name}`);
	const {identity} = plan.ssh;
	const options = [
		'-o',
		'BatchMode=yes',
		'-o',
		'StrictHostKeyChecking=accept-new',
		...(identity ? ['-i', identity.replace(/^~/, process.env.HOME ?? '~')] : []),
	];
	try {
		return execFileSync('ssh', [...options, `root@${host.address}`, 'bash -s'], {
			input: script,
			encoding: 'utf8',
			stdio: ['pipe', 'pipe', 'ignore'],
			timeout: 120_000,
		});
	} catch (error) {
		return (error as {stdout?: string}).stdout ?? '';
	}
};

type Answer = {readonly code: number; readonly stdout: string; readonly stderr: string; readonly seconds: number};

const kubewalk = (args: readonly string[], input?: string): Promise<Answer> =>
	new Promise(resolve => {
		const began = performance.now();
		const child = execFile(
			process.execPath,
			[bin, 'diagnose', ...args],
			{maxBuffer: 1e8},
			(error, stdout, stderr) => {
				const code = error ? Number(error.code ?? 1) : 0;
				resolve({code, stdout, stderr, seconds: (performance.now() - began) / 1000});
			},
		);
		child.stdin?.end(input);
	});

const findingsOf = ({stdout}: Answer): readonly Finding[] => {
	const from = stdout.indexOf('{');
	return from < 0 ? [] : (JSON.parse(stdout.slice(from)) as {findings: readonly Finding[]}).findings;
};

/** What an operator would be told to act on. */
const sure = (answer: Answer): readonly string[] =>
	findingsOf(answer)
		.filter(({confidence, severity}) => confidence !== 'possible' && severity !== 'notable')
		.map(({id}) => id);

const look = (): Promise<Answer> => kubewalk(['--plan', path, '--json']);

/** Looks again until nothing is left, or three minutes are over. */
const settle = async (): Promise<readonly string[]> => {
	const until = performance.now() + 180_000;
	for (;;) {
		const left = sure(await look());
		if (left.length === 0 || performance.now() > until) return left;
		await sleep(10_000);
	}
};

/** The record of one fault is not to speak of the next: events go, and every kubelet begins a new page of its journal. */
const newPage = (): void => {
	const first = plan.hosts[0]!.name;
	on(first, 'kubectl --kubeconfig /etc/kubernetes/admin.conf delete events --all -A');
	for (const {name} of plan.hosts) on(name, 'systemctl restart kubelet');
};

const tryOne = async (
	fault: RealFault,
): Promise<{readonly ok: boolean; readonly seconds: number; readonly line: string}> => {
	const hosts = [fault.host, ...(fault.also ?? [])];
	const printed = hosts.map(host => on(host, fault.break)).join('\n');
	if (fault.pasted) {
		const answer = await kubewalk(['--from', '-', '--plan', path, '--json'], printed);
		const found = sure(answer);
		return {
			ok: found[0] === fault.finding,
			seconds: answer.seconds,
			line: `found ${found.join(', ') || `nothing in: ${printed.slice(0, 300)}`}`,
		};
	}
	await sleep((fault.wait ?? 60) * 1000);
	const answer = await look();
	const found = sure(answer);
	const words = [`found ${found.join(', ') || 'nothing'}`];
	if (found.includes(fault.finding)) {
		const cure = await kubewalk(['--plan', path, '--cure', fault.finding, '--yes', '--json']);
		words.push(`cure ended with ${cure.code}`);
		if (cure.code !== 0 && !fault.byHand) words.push(cure.stderr.trim().split('\n').slice(-4).join(' / '));
	}
	if (fault.byHand !== undefined) {
		for (const host of hosts) on(host, fault.byHand);
		words.push('ended by hand');
	}
	const left = await settle();
	words.push(`left ${left.join(', ') || 'nothing'}`);
	return {ok: found[0] === fault.finding && left.length === 0, seconds: answer.seconds, line: words.join('; ')};
};

const healthy = await settle();
if (healthy.length > 0) throw new Error(`Not healthy to begin with: ${healthy.join(', ')}`);
const chosen = realFaults.filter(({finding}) => new RegExp(word).test(finding));
const times: number[] = [];
let good = 0;
for (const fault of chosen) {
	newPage();
	await sleep(20_000);
	const {ok, seconds, line} = await tryOne(fault);
	if (ok) good += 1;
	times.push(seconds);
	console.log(
		`${ok ? 'ok  ' : 'NOT '} ${fault.finding} on ${[fault.host, ...(fault.also ?? [])].join(', ')}: ${seconds.toFixed(1)} s; ${line}`,
	);
}
console.log(
	`${good} of ${chosen.length} found first and cured; to the named cause: median ${median(times).toFixed(1)} s, most ${Math.max(...times).toFixed(1)} s`,
);
