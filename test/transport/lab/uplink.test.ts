import {expect, test} from 'vitest';
import {defaultAddress, hasUplink, nodeAddressOf, uplink} from '../../../source/transport/lab/uplink.ts';
import {createLab} from '../../../source/transport/lab/lab.ts';
import {installedLab} from '../../helpers/installed-lab.ts';

const host = {name: 'm1', address: '10.77.0.11', role: 'control-plane'};

test('A machine with a second network has the default route there, and its name decides which address a kubelet takes', async () => {
	const lab = createLab({hosts: [{...host, uplink: true}]});
	const shell = lab.open('m1');
	const machine = lab.world.machines['m1']!;
	const registered = () => nodeAddressOf(lab.world, machine, lab.filesOf('m1'));

	expect((await shell.run('ip route show default')).stdout).toMatch(/^default via 10\.0\.2\.2 dev eth1 /);
	expect((await shell.run('ip -br addr')).stdout).toMatch(/^eth1 +UP +10\.0\.2\.15\/24 /m);
	expect((await shell.run('ip route get 1.1.1.1')).stdout).toContain('dev eth1 src 10.0.2.15');
	expect((await shell.run('ip route get 10.77.0.12')).stdout).toContain('dev eth0 src 10.77.0.11');
	expect([hasUplink(machine), defaultAddress(machine), registered()]).toEqual([true, '10.0.2.15', '10.0.2.15']);

	await shell.run(`echo '10.77.0.11 m1' > /etc/hosts`);
	expect(registered()).toBe('10.77.0.11');
});

test('flannel that is not told its interface makes the same address known on every node, and pods of other nodes are gone', async () => {
	const lab = await installedLab();
	for (const machine of Object.values(lab.world.machines)) machine.addresses.push({...uplink});
	const m1 = lab.open('m1');
	const known = `kubectl get nodes -o jsonpath='{.items[*].metadata.annotations.flannel\\.alpha\\.coreos\\.com/public-ip}'`;
	const elsewhere = `kubectl -n kube-system get pods -l k8s-app=kube-dns -o jsonpath='{range .items[*]}{.spec.nodeName} {.status.podIP}{"\\n"}{end}' | awk '$1 != "m1" {print $2; exit}'`;
	const ask = `curl --silent --max-time 3 http://$(${elsewhere}):8080/health`;
	expect((await m1.run(ask)).stdout).toBe('OK');
	expect((await m1.run(known)).stdout).toBe('10.77.0.11 10.77.0.12 10.77.0.13 10.77.0.21 10.77.0.22');

	await m1.run(
		`sed '/--iface-regex/d' /etc/kubernetes/kubewalk/kube-flannel.yaml | kubectl apply -f -; sleep 90; kubectl -n kube-flannel rollout status ds --timeout 60s`,
	);

	expect(new Set((await m1.run(known)).stdout.split(' '))).toEqual(new Set(['10.0.2.15']));
	expect((await m1.run(ask)).exit).toBe(28);
});
