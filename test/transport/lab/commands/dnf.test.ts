import {describe, expect, test} from 'vitest';
import type {MachineKind} from '../../../../source/transport/lab/machines/kind.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

const on = (machine: MachineKind) =>
	labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine}]});

const kubernetes = (more = ''): string => `mkdir -p /etc/pki/rpm-gpg
curl -fsSL -o /etc/pki/rpm-gpg/RPM-GPG-KEY-kubernetes https://pkgs.k8s.io/core:/stable:/v1.36/rpm/repodata/repomd.xml.key
cat > /etc/yum.repos.d/kubernetes.repo <<'END'
[kubernetes]
name=Kubernetes
baseurl=https://pkgs.k8s.io/core:/stable:/v1.36/rpm/
enabled=1
gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-kubernetes
${more}
END`;

describe('dnf on Rocky 9', () => {
	test('installs a package with what it needs, and starts no service of it', async () => {
		const {run, say} = on('rocky-9');
		const {stdout, exit} = await run('dnf install -y keepalived');

		expect(exit).toBe(0);
		expect(stdout).toMatch(
			/^Installing:\n keepalived +x86_64 +2\.2\.8-4\.el9_5 +appstream +540 k\nInstalling dependencies:\n net-snmp-libs/m,
		);
		expect(stdout).toMatch(
			/\nInstalled:\n {2}net-snmp-libs-5\.9\.1-17\.el9\.x86_64\n {2}keepalived-2\.2\.8-4\.el9_5\.x86_64\n\nComplete!\n$/,
		);
		expect(await say('rpm -q keepalived net-snmp-libs')).toBe(
			'keepalived-2.2.8-4.el9_5.x86_64\nnet-snmp-libs-5.9.1-17.el9.x86_64',
		);
		expect(await say('systemctl is-active keepalived; systemctl is-enabled keepalived')).toBe('inactive\ndisabled');
		expect((await run('dnf install -y keepalived')).stdout).toMatch(
			/is already installed\.\nDependencies resolved\.\nNothing to do\.\nComplete!\n$/,
		);
	});

	test('says in its own words that there is no such package, and installs none of the others', async () => {
		const {run} = on('rocky-9');

		expect(await run('dnf -q install -y haproxy nonesuch')).toMatchObject({
			exit: 1,
			stderr: 'Error: Unable to find a match: nonesuch\n',
		});
		expect((await run('rpm -q haproxy')).stdout).toBe('package haproxy is not installed\n');
	});

	test('cannot go on without a repository, which nothing but its file names', async () => {
		const {run, lab} = on('rocky-9');
		await run(kubernetes());
		lab.world.outside.packageSources['https://pkgs.k8s.io/core:/stable:/v1.36/rpm']!.reachable = false;
		const {stderr, exit} = await run('dnf makecache');

		expect(exit).toBe(1);
		expect(stderr).toContain(
			'Curl error (28): Timeout was reached for https://pkgs.k8s.io/core:/stable:/v1.36/rpm/repodata/repomd.xml',
		);
		expect(stderr).toContain("Error: Failed to download metadata for repo 'kubernetes'");
		expect((await run('dnf install -y haproxy --disablerepo=kubernetes')).exit).toBe(0);
	});

	test('imports the key that the repository names, and installs nothing that no key vouches for', async () => {
		const {run} = on('rocky-9');
		await run(kubernetes());
		await run('rm /etc/pki/rpm-gpg/RPM-GPG-KEY-kubernetes');
		expect(await run('dnf install -y kubectl')).toMatchObject({
			exit: 1,
			stderr: expect.stringMatching(/Couldn't open file \/etc\/pki/),
		});
		await run(kubernetes());

		expect((await run('dnf install -y kubectl')).stdout).toMatch(
			/Importing GPG key 0x9A296436:[^]*Key imported successfully/,
		);
		expect((await run('rpm -qa "gpg-pubkey*"')).stdout).toMatch(/^gpg-pubkey-9a296436-/);
	});

	test('does not take a key that has expired', async () => {
		const {run, lab} = on('rocky-9');
		await run(kubernetes());
		lab.world.now = Date.UTC(2027, 0, 2);

		expect((await run('dnf install -y kubectl')).stderr).toMatch(
			/Key import failed \(code 2\)[^]*Error: GPG check FAILED/,
		);
		expect((await run('rpm --import /etc/pki/rpm-gpg/RPM-GPG-KEY-kubernetes')).stderr).toMatch(
			/key 1 import failed/,
		);
	});

	test('leaves excluded packages alone until somebody says otherwise', async () => {
		const {run, say} = on('rocky-9');
		await run(kubernetes('exclude=kubelet kubeadm kubectl'));

		expect(await run('dnf -q install -y kubectl')).toMatchObject({
			exit: 1,
			stderr: 'Error: Unable to find a match: kubectl\n',
		});
		expect(
			await say(
				"dnf -q list --showduplicates --disableexcludes=all kubectl | awk 'NF == 3 {print $2}' | tail -n 2",
			),
		).toBe('1.36.3-150500.1.1\n1.36.4-150500.1.1');
		expect((await run('dnf -q install -y --disableexcludes=kubernetes kubectl-1.36.2')).exit).toBe(0);
		expect(await say('rpm -q kubectl')).toBe('kubectl-1.36.2-150500.1.1.x86_64');
	});

	test('takes away what needs a package together with it, and keeps a configuration that was changed', async () => {
		const {run, say} = on('rocky-9');
		await run(
			'dnf install -y haproxy keepalived; echo "# mine" >> /etc/haproxy/haproxy.cfg; systemctl start haproxy',
		);
		const {stdout} = await run('dnf remove -y net-snmp-libs haproxy');

		expect(stdout).toMatch(/\nRemoved:\n[^]*keepalived-2\.2\.8/);
		expect(await say('ls /etc/haproxy; command -v haproxy; systemctl is-active haproxy')).toBe(
			'haproxy.cfg.rpmsave\ninactive',
		);
	});

	test('asks before it changes anything', async () => {
		const {run} = on('rocky-9');
		expect(await run('dnf install haproxy')).toMatchObject({exit: 1, stderr: 'Operation aborted.\n'});
		expect((await run('dnf versionlock list')).stderr).toMatch(/^No such command: versionlock\./);
	});
});

describe('yum on CentOS 7', () => {
	test('says that the list of mirrors is gone, and works once the vault is named', async () => {
		const {run, say} = on('centos-7');
		expect(await run('yum install -y haproxy')).toMatchObject({
			exit: 1,
			stderr: expect.stringMatching(
				/14: curl#6 - "Could not resolve host: mirrorlist\.centos\.org; Unknown error"[^]*Cannot find a valid baseurl for repo: base\/7\/x86_64/,
			),
		});
		await run(
			"sed -i -e 's/^mirrorlist=/#&/' -e 's|^#baseurl=http://mirror.centos.org/centos/$releasever|baseurl=http://vault.centos.org/7.9.2009|' /etc/yum.repos.d/CentOS-Base.repo",
		);

		const {stdout, exit} = await run('yum install -y haproxy');
		expect({exit, complete: stdout.endsWith('\nComplete!\n')}).toEqual({exit: 0, complete: true});
		expect(await say('rpm -q haproxy')).toBe('haproxy-1.5.18-9.el7_9.1.x86_64');
		expect(await run('yum -q install -y nonesuch')).toMatchObject({exit: 1, stderr: 'Error: Nothing to do\n'});
	});
});

test('openEuler has a containerd of its own, and Docker’s takes its place only when it may', async () => {
	const {run, say} = on('openeuler-24.03');
	await run('dnf install -y containerd');
	expect(await say('containerd --version')).toMatch(/^containerd \S+ (v)?1\.6\.22/);
	await run(`cat > /etc/yum.repos.d/docker-ce.repo <<'END'
[docker-ce-stable]
name=Docker CE Stable - $basearch
baseurl=https://download.docker.com/linux/centos/9/$basearch/stable
enabled=1
gpgcheck=1
gpgkey=https://download.docker.com/linux/centos/gpg
END`);
	expect((await run('dnf install -y containerd.io')).stderr).toMatch(/conflicts with containerd/);
	expect((await run('dnf install -y --allowerasing containerd.io')).exit).toBe(0);
	expect(await say('rpm -q containerd; rpm -q --qf "%{VERSION}\\n" containerd.io')).toBe(
		'package containerd is not installed\n2.3.2',
	);
});
