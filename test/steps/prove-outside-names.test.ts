import {describe, expect, it} from 'vitest';
import {outsideName, proveOutsideNames} from '../../steps/prove-outside-names.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {askInstalled, installedLab} from '../helpers/installed-lab.ts';
import {externalPlan, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';

const withRegistry = (prefix: string) => ({...labPlan, mirrors: {images: {prefix, insecure: false}}});

it('asks for a name that the cluster needs anyway', () => {
	expect(outsideName(labPlan)).toBe('registry.k8s.io');
	expect(outsideName(mirroredPlan)).toBe('registry.example');
	expect(outsideName(externalPlan)).toBe('registry.example');
	expect(outsideName(withRegistry('10.77.0.1:5000/k8s'))).toBe('registry.k8s.io');
	expect(outsideName({...withRegistry('10.77.0.1:5000'), endpoint: externalPlan.endpoint})).toBe('api.example.com');
});

const ask = (answer: string) => {
	const script = proveOutsideNames.run(givenFor(labPlan, 'm1'));
	const functions = script.slice(0, script.indexOf('\nmkdir -p'));
	const kubectl = `case "$*" in *nslookup*) printf '%b' '${answer}' ;; *logs*) echo 'i/o timeout' ;; esac`;
	return runWithPrograms({kubectl, sleep: 'true'}, `${functions}\nask_outside`);
};

describe('the answer in the pod', () => {
	it('needs an address below the name: the name server’s own is no answer', () => {
		const server = String.raw`Server:\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n`;
		expect(ask(String.raw`${server}Name:\tregistry.k8s.io\nAddress: 34.96.108.209\n`).exit).toBe(0);
		const {exit, output} = ask(String.raw`${server}** server can’t find registry.k8s.io: NXDOMAIN\n`);
		expect(exit).toBe(1);
		expect(output).toContain('This host resolves registry.k8s.io and a pod does not.');
		expect(output).toContain('i/o timeout');
	});
});

describe('in an installed lab', () => {
	it('has been proven, and is proven anew when the record is gone', async () => {
		expect((await askInstalled(proveOutsideNames, 'm1')).exit).toBe(0);
		const forgotten = await askInstalled(
			proveOutsideNames,
			'm1',
			'rm /var/lib/kubewalk/cluster/proof/outside-names',
		);
		expect(forgotten).toEqual({exit: 1, output: 'Not proven yet, or the cluster has changed since.\n'});
	});

	it('says that nothing is proven where the host gets no answer either', async () => {
		const {exit, output} = await askInstalled(
			proveOutsideNames,
			'm1',
			'rm /var/lib/kubewalk/cluster/proof/outside-names; echo search lab > /etc/resolv.conf',
		);
		expect(exit).toBe(0);
		expect(output).toContain('Not proven here: this host’s own name servers'.replace('’', "'"));
		expect(output).toContain('They are: none.');
	});

	it('fails where the host resolves and its pods cannot', async () => {
		const lab = await installedLab();
		const script = proveOutsideNames.run(givenFor(labPlan, 'm1'));
		const shell = lab.open('m1');
		// Both CoreDNS pods are gone, and with them whoever passes names on.
		await shell.run(
			'kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system scale deployment coredns --replicas=0',
		);
		const {exit, stdout, stderr} = await shell.run(
			`bash -euo pipefail -c '${script.replaceAll("'", String.raw`'\''`)}'`,
		);
		expect(exit).toBe(1);
		expect(stdout + stderr).toContain('This host resolves registry.k8s.io and a pod does not.');
	});
});
