import {expect, it} from 'vitest';
import {givenFor as labGiven} from '../../source/commands/given-for.ts';
import {uplink} from '../../source/transport/lab/uplink.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import {checkNodes} from '../../steps/check-nodes.ts';
import {nodeIp} from '../../steps/node-ip.ts';
import {installedLab} from '../helpers/installed-lab.ts';
import {labPlan} from '../helpers/plans.ts';

const given = (host: string) => labGiven(labPlan, host, () => '');
const nodeAddresses = checkNodes.find(({id}) => id === 'node-addresses')!;

/** The installed lab with a second network on every host, and w1 as somebody joined it by hand: without --node-ip. */
const joinedByHand = async (): Promise<Lab> => {
	const lab = await installedLab();
	for (const machine of Object.values(lab.world.machines)) machine.addresses.push({...uplink});
	await lab.open('w1').run(`sed -i '/ w1$/d' /etc/hosts
sed -i 's/ *--node-ip=[^" ]*//' /var/lib/kubelet/kubeadm-flags.env
systemctl restart kubelet; sleep 15`);
	return lab;
};

const proxyOnW1 = `$(kubectl -n kube-system get pods -o wide | awk '/kube-proxy/ && / w1 / {print $1}')`;

it('finds a node that goes by the address of the default route, whose logs and exec ask another kubelet, and mends it', async () => {
	const lab = await joinedByHand();
	const m1 = lab.open('m1');
	const w1 = lab.open('w1');
	expect((await m1.run('kubectl get node w1 -o wide')).stdout).toContain(' 10.0.2.15 ');
	expect((await m1.run(`kubectl -n kube-system logs ${proxyOnW1}`)).stderr).toMatch(
		/^Error from server \(NotFound\): the server could not find the requested resource \( ?pods\/log kube-proxy-\w+\)$/m,
	);
	expect((await m1.run(`kubectl -n kube-system exec ${proxyOnW1} -- ls`)).stderr).toBe(
		'error: unable to upgrade connection: pod does not exist\n',
	);
	expect((await m1.run(nodeAddresses.check.ask(given('m1')))).stdout).toBe(
		'w1 goes by 10.0.2.15, the plan says 10.77.0.21: the task node-ip tells its kubelet (kubewalk run --stage node-ip).\n',
	);
	expect((await w1.run(nodeIp.check.ask(given('w1')))).exit).toBe(1);

	expect(await w1.run(nodeIp.run(given('w1')))).toMatchObject({exit: 0, stderr: ''});
	await w1.run('sleep 15');

	expect(await w1.run(nodeIp.verify!.ask(given('w1')))).toMatchObject({exit: 0, stdout: '10.77.0.21\n'});
	expect((await w1.run(nodeIp.check.ask(given('w1')))).exit).toBe(0);
	expect((await m1.run(`kubectl -n kube-system logs ${proxyOnW1}`)).exit).toBe(0);
	expect((await m1.run(nodeAddresses.check.ask(given('m1')))).exit).toBe(0);
});

it('takes back what it told the kubelet, and nothing else', async () => {
	const w1 = (await installedLab()).open('w1');
	const flags = 'cat /var/lib/kubelet/kubeadm-flags.env';
	await w1.run(`sed -i 's/ *--node-ip=[^" ]*//; s/="/="--v=2/' /var/lib/kubelet/kubeadm-flags.env`);
	await w1.run(nodeIp.run(given('w1')));
	expect((await w1.run(flags)).stdout).toBe('KUBELET_KUBEADM_ARGS="--v=2 --node-ip=10.77.0.21"\n');
	if (typeof nodeIp.undo !== 'string') await w1.run(nodeIp.undo(given('w1')));
	expect((await w1.run(flags)).stdout).toBe('KUBELET_KUBEADM_ARGS="--v=2"\n');
});
