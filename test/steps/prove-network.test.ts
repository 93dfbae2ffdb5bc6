import {expect, it} from 'vitest';
import {proveNetwork} from '../../steps/prove-network.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

/** kubectl of a cluster with two nodes; `cut` is an address that nobody reaches. */
const kubectl = (cut: string, endpoints: string, exec: string): string => `case "$*" in
*'get pods'*) ${prints('web-a 10.244.0.2 m1\nweb-b 10.244.1.2 w1')}
;;
*clusterIP*) echo 10.104.0.9 ;;
*nodePort*) echo 31992 ;;
*InternalIP*) ${prints('m1 10.77.0.11\nw1 10.77.0.21')}
;;
*'delete pod -l k8s-app=kube-proxy --field-selector spec.nodeName=w1'*) echo 'deleted on w1' ;;
*'get endpoints'*) echo ${endpoints} ;;
*'get lease'*) echo m1_7a97 ;;
*nslookup*) echo 'Address: 10.104.0.9' ;;
*'exec web-a -- hostname') echo web-a ;;
*'exec web-b -- hostname') ${exec} ;;
*'logs web-'*) echo 'web-a on m1'; echo 'web-b on w1' ;;
*"nc -w 3 ${cut} "*) cat >/dev/null; return 1 ;;
*'nc -w 3 10.244.0.2 8080') cat >/dev/null; echo 'web-a on m1' ;;
*'nc -w 3 '*) cat >/dev/null; echo 'web-b on w1' ;;
esac`;

const prove = (cut: string, endpoints = '10.244.0.2', host = 'm1', exec = 'echo web-b') => {
	const script = proveNetwork.run(givenFor(labPlan, 'm1'));
	const functions = script.slice(0, script.indexOf('\nmkdir -p'));
	return runWithPrograms(
		{
			kubectl: kubectl(cut, endpoints, exec),
			sleep: 'true',
			hostname: `echo ${host}`,
			crictl: `case $1 in ps) echo 'c0ffee 0529add 1m ago Running kube-controller-manager 0 a75b' ;; esac`,
			xargs: 'echo "$* $(cat)"',
		},
		`${functions}\nprove`,
	);
};

it('shows who reached whom', () => {
	expect(prove('nothing')).toEqual({
		exit: 0,
		output: [
			'm1: exec and logs answer',
			'w1: exec and logs answer',
			'm1 -> m1 w1, Service, name',
			'w1 -> m1 w1, Service, name',
			'NodePort 10.77.0.11:31992 answers',
			'NodePort 10.77.0.21:31992 answers',
			'',
		].join('\n'),
	});
});

it.each([
	['10.244.1.2', 'm1 -> m1 NOT:w1, Service, name'],
	['10.104.0.9', 'm1 -> m1 w1, NOT:Service, name'],
	['10.77.0.21', 'NodePort 10.77.0.21:31992 does NOT answer'],
])('fails and says so when %s cannot be reached', (cut, line) => {
	const {exit, output} = prove(cut);
	expect(exit).toBe(1);
	expect(output).toContain(line);
});

it('stops at a kubelet that exec does not reach, before it blames the network', () => {
	const refused = `echo 'Error from server: error dialing backend: dial tcp 10.77.0.21:10250: i/o timeout' >&2; return 1`;
	const {exit, output} = prove('nothing', '10.244.0.2', 'm1', refused);
	expect(exit).toBe(1);
	expect(output).toContain('dial tcp 10.77.0.21:10250: i/o timeout');
	expect(output).toContain('kubectl exec does not reach the kubelet of w1: open TCP port 10250 there');
	expect(output).not.toContain('NOT:');
});

const rounds = (output: string): number => output.match(/^m1 -> /gm)?.length ?? 0;

it('asks again while only a Service does not answer, and gives up at once on a pod that is cut off', () => {
	expect(rounds(prove('10.104.0.9').output)).toBe(10);
	expect(rounds(prove('10.244.1.2').output)).toBe(1);
});

it('starts the kube-proxy of a node anew when a Service does not answer there', () => {
	const {output} = prove('10.77.0.21');
	expect(output.match(/^kube-proxy on w1 has not heard of the Service.*starting it anew\.$/gm)).toHaveLength(2);
	expect(output).toContain('deleted on w1');
	expect(output).not.toContain('kube-proxy on m1');
	expect(prove('10.244.1.2').output).not.toContain('starting it anew');
});

it('starts the controllers anew where a Service has no endpoints, or says on which host to', () => {
	const {output} = prove('10.104.0.9', "''");
	expect(output).toContain('Starting it anew.\n-r crictl stop c0ffee\n');
	expect(output).not.toContain('has not heard of the Service,');

	const elsewhere = prove('10.104.0.9', "''", 'm2').output;
	expect(elsewhere).toContain('The Service has no endpoints: kube-controller-manager on m1 has not heard of it');
	expect(elsewhere).toContain('Start it anew there');
	expect(elsewhere).not.toContain('crictl stop c0ffee');
});

it('removes its pods whether or not they reached each other', () => {
	const script = proveNetwork.run(givenFor(labPlan, 'm1'));
	expect(script).toMatch(/set \+e\nprove\nresult=\$\?\nclean_up\n/);
});
