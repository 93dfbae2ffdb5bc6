import {expect, it} from 'vitest';
import {leftoversOfKubeadm, listNetwork, removeNetwork} from '../../steps/leftovers.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const given = givenFor(labPlan, 'm1');
const rules = [
	'-A INPUT -p tcp --dport 22 -j ACCEPT',
	'-A KUBE-SERVICES -d 10.96.0.1/32 -j KUBE-SVC-1',
	'-A POSTROUTING -m comment --comment "flanneld masq" -j FLANNEL-POSTRTG',
	'-A CNI-HOSTPORT-DNAT -p tcp -j ACCEPT',
].join('\n');

const nobody = {ip: 'return 1', nft: 'return 1', find: 'true', rm: 'true', 'ip6tables-save': 'true'};

it('lists rules of the cluster and no others', () => {
	const {output} = runWithPrograms({...nobody, 'iptables-save': prints(rules)}, listNetwork(given).bash);
	expect(output).toContain('3 rules of iptables\n');
});

it('is silent on a host that never had a network component', () => {
	const script = listNetwork(given).bash.replaceAll('/var/lib/cni', '/nonexistent');
	expect(runWithPrograms({...nobody, 'iptables-save': prints('-A INPUT -j ACCEPT')}, script).output).toBe('');
});

it('puts back every rule that is not the cluster’s', () => {
	const programs = {...nobody, 'iptables-save': prints(rules), 'iptables-restore': 'cat'};
	expect(runWithPrograms(programs, removeNetwork(given).bash).output).toBe('-A INPUT -p tcp --dport 22 -j ACCEPT\n');
});

it('takes the rules of a host with very many of them: nothing may end the list before it was read', () => {
	const many = `for number in $(seq 20000); do echo "-A KUBE-SERVICES -m comment --comment $number"; done`;
	const programs = {...nobody, 'iptables-save': `${many}\necho '-A INPUT -j ACCEPT'`, 'iptables-restore': 'cat'};
	expect(runWithPrograms(programs, `set -euo pipefail\n${removeNetwork(given).bash}`)).toEqual({
		exit: 0,
		output: '-A INPUT -j ACCEPT\n',
	});
});

it('takes the routes into the pod subnet of the plan', () => {
	expect(removeNetwork(given).bash).toContain('ip route flush root 10.244.0.0/16');
});

it('takes kubewalk’s own files with the rest when an init or a join is taken back', () => {
	expect(leftoversOfKubeadm(given).bash).toContain('rm -rf /etc/kubernetes/kubewalk /var/lib/kubewalk/cluster');
});
