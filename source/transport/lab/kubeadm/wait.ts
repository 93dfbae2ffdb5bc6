// Waiting for what was started: the kubelet, the control plane's parts, the node. Simulated time passes while it waits.
import type {Shell} from '../command.ts';
import {apiAt} from '../cluster/access.ts';
import {apiServerOn, running, warm} from '../cluster/health.ts';
import type {Plan} from './config.ts';
import {endpointOf, localServer} from './files.ts';
import {Stop, took, type Output} from './output.ts';

const pace = 500;

/** Asks every half second; the time it took, or undefined when the patience ran out. */
export const until = async (at: Shell, patience: number, there: () => boolean): Promise<number | undefined> => {
	const start = at.world.now;
	for (;;) {
		at.settle();
		if (there()) return at.world.now - start;
		if (at.world.now - start >= patience) return undefined;
		await at.pass(pace);
	}
};

export const kubeletHealthy = ({machine, world}: Shell): boolean => {
	const unit = machine.units['kubelet.service'];
	return unit?.state === 'active' && machine.kubelet !== undefined && world.now - unit.since >= 400;
};

const refused = 'dial tcp 127.0.0.1:10248: connect: connection refused';

const hints = (minor: number): string[] => [
	'\t- The kubelet is not running',
	'\t- The kubelet is unhealthy due to a misconfiguration of the node in some way (required cgroups disabled)',
	'',
	'If you are on a systemd-powered system, you can try to troubleshoot the error with the following commands:',
	"\t- 'systemctl status kubelet'",
	"\t- 'journalctl -xeu kubelet'",
	...(minor < 32
		? [
				'',
				'Additionally, a control plane component may have crashed or exited when started by the container runtime.',
				'To troubleshoot, list all containers using your preferred container runtimes CLI.',
				'Here is one example how you may list all running Kubernetes containers by using crictl:',
				"\t- 'crictl --runtime-endpoint unix:///var/run/containerd/containerd.sock ps -a | grep kube | grep -v pause'",
				'\tOnce you have found the failing container, you can inspect its logs with:',
				"\t- 'crictl --runtime-endpoint unix:///var/run/containerd/containerd.sock logs CONTAINERID'",
			]
		: []),
	'',
];

/** From 1.31 on its own step, with its own words. */
export const waitForKubelet = async (at: Shell, plan: Plan, out: Output, phase: string): Promise<void> => {
	out.print(
		'[kubelet-check] Waiting for a healthy kubelet at http://127.0.0.1:10248/healthz. This can take up to 4m0s',
	);
	const spent = await until(at, 240_000, () => kubeletHealthy(at));
	if (spent !== undefined) {
		out.print(`[kubelet-check] The kubelet is healthy after ${took(Math.max(spent, 500))}`);
		return;
	}
	out.print(`[kubelet-check] The kubelet is not healthy after ${took(240_000)}`);
	out.print('');
	const call = `The HTTP call equal to 'curl -sSL http://127.0.0.1:10248/healthz' returned error: Get "http://127.0.0.1:10248/healthz": ${refused}`;
	if (plan.minor < 32)
		for (const line of [
			'Unfortunately, an error has occurred:',
			`\t${call}`,
			'',
			'',
			'This error is likely caused by:',
		])
			out.print(line);
	else out.print('Unfortunately, an error has occurred, likely caused by:');
	for (const line of hints(plan.minor)) out.print(line);
	throw new Stop(
		plan.minor < 32
			? 'could not initialize a Kubernetes cluster'
			: `failed while waiting for the kubelet to start: ${call}`,
		phase,
	);
};

const client = (socket: string): string =>
	socket.endsWith('dockershim.sock') ? 'docker' : `crictl --runtime-endpoint ${socket}`;

const oldWords = (socket: string): string => `
	Unfortunately, an error has occurred:
		timed out waiting for the condition

	This error is likely caused by:
		- The kubelet is not running
		- The kubelet is unhealthy due to a misconfiguration of the node in some way (required cgroups disabled)

	If you are on a systemd-powered system, you can try to troubleshoot the error with the following commands:
		- 'systemctl status kubelet'
		- 'journalctl -xeu kubelet'

	Additionally, a control plane component may have crashed or exited when started by the container runtime.
	To troubleshoot, list all containers using your preferred container runtimes CLI.

	Here is one example how you may list all Kubernetes containers running in ${socket.endsWith('dockershim.sock') ? 'docker' : 'cri-o/containerd using crictl'}:
		- '${client(socket)} ps -a | grep kube | grep -v pause'
		Once you have found the failing container, you can inspect its logs with:
		- '${client(socket)} logs CONTAINERID'
`;

const kubeletComplaint = [
	"[kubelet-check] It seems like the kubelet isn't running or healthy.",
	`[kubelet-check] The HTTP call equal to 'curl -sSL http://localhost:10248/healthz' failed with error: Get "http://localhost:10248/healthz": ${refused.replace('127.0.0.1', '[::1]')}.`,
];

/** Until 1.30 the API server is asked over the endpoint, for 40 s and then for four minutes. */
const waitOld = async (at: Shell, plan: Plan, out: Output): Promise<void> => {
	out.print(
		'[wait-control-plane] Waiting for the kubelet to boot up the control plane as static Pods from directory "/etc/kubernetes/manifests". This can take up to 4m0s',
	);
	const answers = (): boolean => apiAt(at.world, at.filesOf, at.machine, `https://${endpointOf(plan)}`).ok;
	const first = await until(at, 40_000, answers);
	const start = first === undefined ? 40_000 : 0;
	if (first === undefined) {
		out.print('[kubelet-check] Initial timeout of 40s passed.');
		if (!kubeletHealthy(at))
			for (let count = 0; count < 5; count++) for (const line of kubeletComplaint) out.print(line);
	}
	const spent = first ?? (await until(at, plan.patience - 20_000, answers));
	if (spent === undefined) {
		for (const line of oldWords(plan.criSocket).split('\n')) out.print(line);
		throw new Stop("couldn't initialize a Kubernetes cluster", 'wait-control-plane');
	}
	// It asks again after five seconds, which is why nobody sees less than that.
	const whole = start + Math.max(spent, 5000);
	out.print(
		`[apiclient] All control plane components are healthy after ${(whole / 1000).toFixed(3)}${String((whole * 91) % 1000).padStart(3, '0')} seconds`,
	);
};

const refusedAt = (address: string, port: number): string => `dial tcp ${address}:${port}: connect: connection refused`;

const failing = (at: Shell, plan: Plan): Readonly<Record<string, string>> => {
	const state = apiServerOn(at.world, at.machine);
	const manager = running(at.machine, 'kube-controller-manager');
	const scheduler = running(at.machine, 'kube-scheduler');
	return {
		...(state === 'serving'
			? {}
			: {
					'kube-apiserver': `kube-apiserver check failed at ${localServer(plan)}/livez: Get "${localServer(plan)}/livez?timeout=10s": ${state === 'no-etcd' ? 'context deadline exceeded' : refusedAt(plan.address, plan.port)}`,
				}),
		...(manager !== undefined && warm(at.world, manager)
			? {}
			: {
					'kube-controller-manager': `kube-controller-manager check failed at https://127.0.0.1:10257/healthz: Get "https://127.0.0.1:10257/healthz": ${refusedAt('127.0.0.1', 10257)}`,
				}),
		...(scheduler !== undefined && warm(at.world, scheduler)
			? {}
			: {
					'kube-scheduler': `kube-scheduler check failed at https://127.0.0.1:10259/livez: Get "https://127.0.0.1:10259/livez": ${refusedAt('127.0.0.1', 10259)}`,
				}),
	};
};

const containerHints = [
	'',
	'A control plane component may have crashed or exited when started by the container runtime.',
	'To troubleshoot, list all containers using your preferred container runtimes CLI.',
	'Here is one example how you may list all running Kubernetes containers by using crictl:',
	"\t- 'crictl --runtime-endpoint unix:///var/run/containerd/containerd.sock ps -a | grep kube | grep -v pause'",
	'\tOnce you have found the failing container, you can inspect its logs with:',
	"\t- 'crictl --runtime-endpoint unix:///var/run/containerd/containerd.sock logs CONTAINERID'",
	'',
];

/** From 1.34 on every component is asked on its own port; 1.31 to 1.33 ask the API server over the endpoint. */
export const checkComponents = async (at: Shell, plan: Plan, out: Output, phase: string): Promise<void> => {
	out.print('[control-plane-check] Waiting for healthy control plane components. This can take up to 4m0s');
	out.print(`[control-plane-check] Checking kube-apiserver at ${localServer(plan)}/livez`);
	out.print('[control-plane-check] Checking kube-controller-manager at https://127.0.0.1:10257/healthz');
	out.print('[control-plane-check] Checking kube-scheduler at https://127.0.0.1:10259/livez');
	const healthy = new Map<string, number>();
	const start = at.world.now;
	await until(at, plan.patience, () => {
		const bad = failing(at, plan);
		for (const name of ['kube-controller-manager', 'kube-scheduler', 'kube-apiserver'])
			if (bad[name] === undefined && !healthy.has(name)) {
				healthy.set(name, at.world.now - start);
				out.print(
					`[control-plane-check] ${name} is healthy after ${took(Math.max(at.world.now - start, 12), name.length * 51_307)}`,
				);
			}
		return healthy.size === 3;
	});
	if (healthy.size === 3) return;
	const bad = failing(at, plan);
	for (const name of Object.keys(bad))
		out.print(`[control-plane-check] ${name} is not healthy after ${took(plan.patience, name.length * 39)}`);
	for (const line of containerHints) out.print(line);
	const errors = Object.values(bad).join(', ');
	throw new Stop(
		`failed while waiting for the control plane to start: ${Object.keys(bad).length > 1 ? `[${errors}]` : errors}`,
		phase,
	);
};

const checkEndpoint = async (at: Shell, plan: Plan, out: Output): Promise<void> => {
	out.print('[api-check] Waiting for a healthy API server. This can take up to 4m0s');
	const spent = await until(
		at,
		plan.patience,
		() => apiAt(at.world, at.filesOf, at.machine, `https://${endpointOf(plan)}`).ok,
	);
	if (spent !== undefined) {
		out.print(`[api-check] The API server is healthy after ${took(spent)}`);
		return;
	}
	out.print(`[api-check] The API server is not healthy after ${took(plan.patience)}`);
	out.print('');
	for (const line of [
		'Unfortunately, an error has occurred:',
		'\tcontext deadline exceeded',
		'',
		'This error is likely caused by:',
		...hints(31),
	])
		out.print(line);
	throw new Stop('could not initialize a Kubernetes cluster', 'wait-control-plane');
};

export const waitControlPlane = async (at: Shell, plan: Plan, out: Output): Promise<void> => {
	if (plan.minor < 31) return waitOld(at, plan, out);
	out.print(
		'[wait-control-plane] Waiting for the kubelet to boot up the control plane as static Pods from directory "/etc/kubernetes/manifests"',
	);
	await waitForKubelet(at, plan, out, 'wait-control-plane');
	await (plan.minor >= 34 ? checkComponents(at, plan, out, 'wait-control-plane') : checkEndpoint(at, plan, out));
};
