import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {copyCertificates} from '../../steps/copy-certificates.ts';
import type {Plan} from '../../steps/plan.ts';
import {pki, sharedFiles} from '../../steps/shared-certificates.ts';
import {runOn, type Run} from '../helpers/copied.ts';
import {labPlan} from '../helpers/plans.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';

const taskOf = (id: string) => copyCertificates.find(task => task.id === id)!;
const [makeKey, letIn, copy] = [taskOf('copy-key'), taskOf('copy-access'), taskOf('copy-certificates')];
const [arrived, forgetKey] = [taskOf('copied-certificates'), taskOf('copy-key-removed')];

/** What kubeadm makes on the first control plane, as far as it is shared, and one certificate that is not. */
const authorities = `set -e
mkdir -p ${pki}/etcd
cd ${pki}
for name in ca front-proxy-ca etcd/ca apiserver; do
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout $name.key -out $name.crt -subj /CN=test -days 1 2>/dev/null
done
openssl genrsa -out sa.key 2048 2>/dev/null
openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null`;

describe.skipIf(!hasNamespaces)(`certificates by copy, on real hosts ${whereNamespaces}`, () => {
	let [m1, m2]: readonly NamespaceHost[] = [];
	let run: Run;
	let known = '';

	beforeAll(async () => {
		const hosts = await startHosts(2, {names: ['m1', 'm2'], sshd: ['Subsystem sftp internal-sftp']});
		[m1, m2] = hosts;
		const planned = hosts.map(({host}) => ({...host, role: 'control-plane' as const}));
		const plan: Plan = {...labPlan, certificates: 'copy', hosts: planned};
		run = runOn(hosts, plan);
		await m1!.exec(authorities);
		// A last line that nobody ended.
		await m2!.exec('printf \'%s\' "$(cat /root/.ssh/authorized_keys)" > /root/.ssh/authorized_keys');
		known = (await m2!.exec('cat /root/.ssh/authorized_keys')).stdout;
	});
	afterAll(stopHosts);

	it('lets nothing in when another machine answered in this host’s place', async () => {
		await run.must(makeKey);
		const own = run.captured['copy-host-keys']!;
		run.captured['copy-host-keys'] = own.replaceAll(
			/^m2 (\S+) .*$/gm,
			'm2 $1 AAAAC3NzaC1lZDI1NTE5AAAAISomebodyElse',
		);
		const said = await run.run(letIn, 'm2');
		expect(said).toMatchObject({exit: 1, stderr: expect.stringContaining('nothing was let in') as string});
		expect((await m2!.exec('cat /root/.ssh/authorized_keys')).stdout).not.toContain('kubewalk-copy');
		run.captured['copy-host-keys'] = own;
	});

	it('copies what is shared and nothing else, to root alone where it is a key', async () => {
		for (const task of [makeKey, letIn, copy]) await run.must(task);
		const there = (await m2!.exec(`cd ${pki} && find . -type f -printf '%P %m %u\\n' | sort`)).stdout;
		const want = sharedFiles.map(file => `${file} ${file.endsWith('.crt') ? '644' : '600'} root`).toSorted();
		expect(there.trimEnd().split('\n').toSorted()).toEqual(want);
	});

	it('finds one letter that is not the same, and joins nothing with it', async () => {
		await m2!.exec(`cd ${pki} && cp -p sa.key sa.good && openssl genrsa -out sa.key 2048 2>/dev/null`);
		expect(await run.run(arrived, 'm2')).toMatchObject({
			exit: 1,
			stderr: expect.stringContaining('not the fingerprints of the first control plane') as string,
		});
		expect(await run.ask(copy, 'm1')).toBe(false);
		await m2!.exec(`cd ${pki} && mv sa.good sa.key && chmod 644 ca.key`);
		expect((await run.run(arrived, 'm2')).exit).toBe(1);
		await m2!.exec(`chmod 600 ${pki}/ca.key`);
	});

	it('takes the access back when all has arrived, and leaves the operator’s own keys', async () => {
		await run.must(arrived);
		expect((await m2!.exec('cat /root/.ssh/authorized_keys')).stdout.trim()).toBe(known.trim());
		expect(await run.ask(copy, 'm1')).toBe(false);
		await run.must(forgetKey);
		expect((await m1!.exec('ls /etc/kubernetes/kubewalk')).stdout).toBe('');
	});

	it('refuses a host that has another cluster’s authority', async () => {
		for (const task of [makeKey, letIn]) await run.must(task);
		await m2!.exec(`cp ${pki}/front-proxy-ca.crt ${pki}/ca.crt`);
		expect(await run.run(copy, 'm1')).toMatchObject({
			exit: 1,
			stderr: expect.stringContaining('m2 has the certificate authority of another cluster') as string,
		});
	});

	it('is taken back from wherever it stands: no key, no access, no files', async () => {
		for (const task of [forgetKey, arrived, copy, letIn, makeKey])
			for (const name of task.target === 'first-control-plane' ? ['m1'] : ['m2']) {
				expect(await run.undo(task, name)).toMatchObject({exit: 0});
			}
		expect((await m2!.exec(`ls -A ${pki} 2>&1; grep kubewalk /root/.ssh/authorized_keys`)).stdout).toContain(
			'No such file',
		);
		expect((await m1!.exec('ls -d /etc/kubernetes/kubewalk/copy 2>&1')).exit).not.toBe(0);
	});
});

it('never says a key of the cluster on a command line or in what it prints', () => {
	expect(copyCertificates.flatMap(({capture}) => Object.keys(capture ?? {}))).toEqual([
		'copy-public-key',
		'copy-host-keys',
		'certificate-fingerprints',
	]);
});
