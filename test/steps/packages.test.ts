import {describe, expect, it} from 'vitest';
import {fragment} from '../../source/engine/script.ts';
import {packagesOf} from '../../steps/packages.ts';
import {factOf, systems, type SystemName} from '../../steps/system.ts';
import {labShell} from '../helpers/lab-shell.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const vault =
	"sed -i -e 's/^mirrorlist=/#&/' -e 's|^#baseurl=http://mirror.centos.org/centos/$releasever|baseurl=http://vault.centos.org/7.9.2009|' /etc/yum.repos.d/CentOS-Base.repo";

describe.each(Object.keys(systems) as SystemName[])('the package manager of %s', name => {
	const packages = packagesOf(givenFor(labPlan, 'm1', {}, {system: factOf(systems[name])}));
	const {run, say} = labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine: name}]});

	it('installs, says what is there, and takes it away again', async () => {
		if (name === 'centos-7') await run(vault);
		expect((await run(packages.refresh.bash)).exit).toBe(0);
		expect((await run(packages.isInstalled('haproxy').bash)).exit).not.toBe(0);
		expect(await say(packages.installed('haproxy').bash)).toBe('');
		expect(await run(packages.install('haproxy').bash)).toMatchObject({exit: 0});
		expect((await run(packages.isInstalled('haproxy').bash)).exit).toBe(0);
		const version = await say(packages.installed('haproxy').bash);
		expect(version).toMatch(/^\d[\d.]+/);
		expect((await run(packages.remove('haproxy').bash)).exit).toBe(0);
		expect((await run(packages.isInstalled('haproxy').bash)).exit).not.toBe(0);
	});

	it('lists what the sources have, newest first, and one of these versions can be asked for', async () => {
		const versions = (await say(packages.available('haproxy').bash)).split('\n');
		expect(versions[0]).toMatch(/^\d[\d.]+/);
		expect(await say(packages.available('nonesuch').bash)).toBe('');
		expect((await run(packages.install(packages.exactly('haproxy', versions[0]!)).bash)).exit).toBe(0);
		expect(await say(packages.installed(fragment('haproxy')).bash)).toBe(versions[0]);
	});
});

const apt = packagesOf(givenFor(labPlan, 'm1'));
const dnf = packagesOf(givenFor(labPlan, 'm1', {}, {system: factOf(systems['rocky-9'])}));

const world = (line: string): string => `
	dpkg() { printf 'Package: %s\\nStatus: ${line}\\nVersion: 1.2\\n' "$2"; }
	apt-mark() { printf 'kubelet\\nkubeadm\\n'; }
`;

it.each([
	['install ok installed', 'yes', '1.2\n'],
	['hold ok installed', 'yes', '1.2\n'],
	['deinstall ok config-files', 'no', ''],
])('takes a package whose status is "%s" for installed: %s', (status, answer, version) => {
	const script = `${world(status)} if ${apt.isInstalled('haproxy').bash}; then echo yes; else echo no; fi`;
	expect(runHere(script).output).toBe(`${answer}\n`);
	expect(runHere(`${world(status)} ${apt.installed('haproxy').bash}`).output).toBe(version);
});

const held = (name: string): number => runHere(`${world('hold ok installed')} ${apt.isHeld(name).bash}`).exit;

it('knows a hold of one package from that of all whose names begin alike', () => {
	expect([held('kubelet'), held('kube')]).toEqual([0, 1]);
});

it("waits for dpkg's lock at every call", () => {
	for (const call of [apt.refresh, apt.install('a'), apt.installPinned('a'), apt.remove('a'), apt.restore('a')]) {
		expect(call.bash).toContain('DPkg::Lock::Timeout=120');
	}
});

it('is an exclude in the source that keeps a package on Red Hat’s family as it is, word by word', async () => {
	const {run} = labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine: 'rocky-9'}]});
	await run("printf '[a]\\nname=kubectl\\nexclude=kubelet kubeadm\\n' > /etc/yum.repos.d/a.repo");
	const excluded = async (name: string) => (await run(dnf.isHeld(name).bash)).exit;
	expect([await excluded('kubelet'), await excluded('kubectl'), await excluded('kube')]).toEqual([0, 1, 1]);
});
