import {expect, test} from 'vitest';
import {runtimeReadBack} from '../../steps/runtime-read-back.ts';
import {criDockerdPlan, dockershimPlan, givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const asked = (plan: typeof labPlan, {driver = 'systemd', info = '', plugins = true}) =>
	runHere(
		`mkdir bin; ${plugins ? 'install -m 755 /dev/null bin/loopback;' : ''}
		docker() { if [ $# = 1 ]; then echo 'Server Version: 20.10'; else echo ${driver}; fi; }
		crictl() { echo '${info}'; }
		${runtimeReadBack.check.ask(givenFor(plan, 'm1')).replaceAll('[ -x /opt/cni/bin', '[ -x bin')}`,
	);

test('containerd says its driver and its plugins itself', () => {
	const good = '"SystemdCgroup": true, "binDir": "/opt/cni/bin"';
	expect(asked(labPlan, {info: good}).exit).toBe(0);
	expect(asked(labPlan, {info: good.replace('true', 'false')}).output).toContain(
		'does not report the systemd driver',
	);
	expect(asked(labPlan, {info: good.replace('/opt/cni/bin', '/usr/lib/cni')}).exit).toBe(1);
});

test('Docker below an old kubelet is asked itself, and the network plugins must be there', () => {
	expect(asked(dockershimPlan, {}).exit).toBe(0);
	expect(asked(dockershimPlan, {driver: 'cgroupfs'}).exit).toBe(1);
	expect(asked(dockershimPlan, {plugins: false}).output).toContain('install the package kubernetes-cni');
});

test('cri-dockerd must report the pause image of the plan', () => {
	const info = '"sandboxImage": "registry.example:5000/kubernetes/pause:3.10.2"';
	expect(asked(criDockerdPlan, {info}).exit).toBe(0);
	expect(asked(criDockerdPlan, {info: '"sandboxImage": "registry.k8s.io/pause:3.10"'}).exit).toBe(1);
});
