// kubeadm join: a worker, or one more control plane.
import {loose} from '../cluster/loose.ts';
import {writeKubeConfig} from '../cluster/kubeconfig.ts';
import {get} from '../cluster/objects.ts';
import {isReady} from '../cluster/pod.ts';
import {pki} from '../cluster/pki.ts';
import {bootstrapConfig, kubeletConfig} from '../cluster/tls-bootstrap.ts';
import type {CommandResult, Shell} from '../command.ts';
import {readYaml} from '../yaml.ts';
import type {Plan} from './config.ts';
import {type Trusted, checkArguments, discover} from './discovery.ts';
import {addMember} from './etcd-member.ts';
import {prepareControlPlane, updateStatus} from './join-control-plane.ts';
import {type Request, clusterPlan, requestOf} from './join-request.ts';
import {nowControlPlane, nowWorker, readingCluster} from './join-words.ts';
import {writeKubelet} from './kubelet-files.ts';
import {type Output, Stop} from './output.ts';
import {kubeadmVersion} from './own-version.ts';
import {joinChecks, runChecks} from './preflight.ts';
import {markControlPlane} from './upload.ts';
import {checkComponents, kubeletHealthy, until, waitForKubelet} from './wait.ts';

const startKubelet = async (at: Shell, plan: Plan, request: Request, trusted: Trusted, out: Output): Promise<void> => {
	const {files, world} = at;
	await at.exec('systemctl stop kubelet');
	// From 1.33 on a control plane's kubelet talks to the API server beside it.
	writeKubeConfig(files, bootstrapConfig, {
		server: trusted.server,
		authority: trusted.authority,
		user: 'tls-bootstrap-token-user',
		token: request.discovery.tlsToken,
	});
	if (!files.exists(`${pki}/ca.crt`)) files.write(`${pki}/ca.crt`, trusted.authority, 0o644);
	const name = plan.minor < 24 ? `kubelet-config-1.${plan.minor}` : 'kubelet-config';
	const configuration = loose(readYaml(get(world, 'ConfigMap', name, 'kube-system')?.data?.['kubelet'] ?? '')[0]);
	writeKubelet(at, plan, out, configuration, false);
	out.print('[kubelet-start] Starting the kubelet');
	await at.exec('systemctl daemon-reload; systemctl start kubelet');
	await at.pass(300);
};

const waitForBootstrap = async (at: Shell, plan: Plan, out: Output): Promise<void> => {
	const phase = plan.minor >= 33 ? 'kubelet-wait-bootstrap' : 'kubelet-start';
	if (plan.minor >= 31) await waitForKubelet(at, plan, out, phase);
	out.print(`[kubelet-start] Waiting for the kubelet to perform the TLS Bootstrap${plan.minor < 31 ? '...' : ''}`);
	const done = await until(
		at,
		plan.minor < 31 ? 300_000 : 240_000,
		() => at.files.exists(kubeletConfig) && get(at.world, 'Node', plan.node) !== undefined,
	);
	if (done === undefined && !kubeletHealthy(at) && plan.minor < 31) {
		out.print('[kubelet-check] Initial timeout of 40s passed.');
		throw new Stop('timed out waiting for the condition', phase);
	}
	if (done === undefined) throw new Stop('context deadline exceeded', phase);
	at.files.remove(bootstrapConfig);
	await at.pass(1000);
};

export const join = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const request = requestOf(args, at, out);
	checkArguments(request.discovery);
	const {minor, controlPlane} = request;
	out.print('[preflight] Running pre-flight checks');
	await at.pass(300);
	if (!request.skip.includes('preflight'))
		runChecks(
			joinChecks(minor, request.criSocket, controlPlane),
			{at, ...request, version: kubeadmVersion(at)},
			out,
			request.ignore,
		);
	const trusted = await discover(at, request.discovery, out);
	readingCluster(out);
	const plan = clusterPlan(at.world, request);
	const same = get(at.world, 'Node', request.node);
	if (same !== undefined && isReady(same))
		throw new Stop(
			`a Node with name "${request.node}" and status "Ready" already exists in the cluster. You must delete the existing Node or change the name of this new joining Node`,
			'kubelet-start',
		);
	if (controlPlane) await prepareControlPlane(at, plan, request, out);
	if (controlPlane) out.print('[check-etcd] Checking that the etcd cluster is healthy');
	if (controlPlane) await addMember.check(at);
	await startKubelet(at, plan, request, trusted, out);
	if (!controlPlane) {
		await waitForBootstrap(at, plan, out);
		for (const line of nowWorker) out.print(line);
		return out.result(0);
	}
	if (minor < 31) await waitForBootstrap(at, plan, out);
	await addMember.add(at, plan, out);
	if (minor >= 31) await waitForBootstrap(at, plan, out);
	if (minor < 22) {
		updateStatus(at, plan);
		out.print(
			'[upload-config] Storing the configuration used in ConfigMap "kubeadm-config" in the "kube-system" Namespace',
		);
	}
	markControlPlane(at, plan, out);
	if (minor >= 34) await checkComponents(at, plan, out, 'wait-control-plane');
	for (const line of nowControlPlane(plan)) out.print(line);
	return out.result(0);
};
