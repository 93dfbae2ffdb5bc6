import {expect, it} from 'vitest';
import {handOver} from '../../steps/hand-over.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

it('names the address, the nodes with their versions, and the places of the keys', () => {
	const script = handOver.run(givenFor(labPlan, 'm1')).replace('> /var/lib/kubewalk/cluster/hand-over.txt', '');
	const programs = {
		kubectl: "echo 'node: m1 v1.36.4 containerd://2.3.1'",
		openssl: "echo 'notAfter=Nov 20 09:39:24 2036 GMT'",
		mkdir: 'true',
		cat: 'true',
	};
	const {output} = runWithPrograms(programs, script);
	expect(output).toContain('cluster: lab\nAPI: https://10.77.0.100:9443 (keepalived-haproxy)\n');
	expect(output).toContain('node: m1 v1.36.4 containerd://2.3.1\nCA: expires Nov 20 09:39:24 2036 GMT\n');
	expect(output).toContain('administrator: /etc/kubernetes/admin.conf on every control plane');
});

it('is written again when a node or a version has changed', () => {
	expect(handOver.check.ask(givenFor(labPlan, 'm1'))).toContain('kubeletVersion');
});
