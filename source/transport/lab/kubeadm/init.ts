// kubeadm init: its phases in the order of the release.
import type {CommandResult, Shell} from '../command.ts';
import {bootstrapToken} from '../cluster/ids.ts';
import {get} from '../cluster/objects.ts';
import {pki} from '../cluster/pki.ts';
import {publicKeyHash} from '../cluster/x509.ts';
import {applyCoreDns, applyProxy} from './addons.ts';
import {isOn, readArguments} from './arguments.ts';
import {needApi, needOwnApi} from './client.ts';
import {planOf, type Plan} from './config.ts';
import {
	endpointOf,
	kubeletConfiguration,
	writeCertificates,
	writeControlPlane,
	writeEtcd,
	writeKubeConfigs,
	writeKubelet,
} from './files.ts';
import {pullInPreflight} from './images.ts';
import {Stop, type Output} from './output.ts';
import {initChecks, runChecks} from './preflight.ts';
import {tokenPattern} from './tokens.ts';
import {bootstrapTokens, markControlPlane, uploadCertificates, uploadConfig} from './upload.ts';
import {until, waitControlPlane} from './wait.ts';

const switches = ['upload-certs', 'dry-run', 'skip-token-print', 'skip-certificate-key-print', 'help'];
const valued = [
	'config',
	'ignore-preflight-errors',
	'skip-phases',
	'kubernetes-version',
	'image-repository',
	'control-plane-endpoint',
	'apiserver-advertise-address',
	'apiserver-bind-port',
	'apiserver-cert-extra-sans',
	'pod-network-cidr',
	'service-cidr',
	'service-dns-domain',
	'cri-socket',
	'node-name',
	'token',
	'token-ttl',
	'certificate-key',
	'cert-dir',
	'feature-gates',
	'kubeconfig',
	'patches',
	'rootfs',
	'v',
];

type Run = {
	readonly at: Shell;
	readonly plan: Plan;
	readonly out: Output;
	readonly flags: ReadonlyMap<string, string>;
	token: string;
	key?: string;
};

type Phase = {readonly name: string; readonly run: (run: Run) => void | Promise<void>};

const preflight: Phase = {
	name: 'preflight',
	run: async ({at, plan, out}) => {
		out.print('[preflight] Running pre-flight checks');
		await at.pass(400);
		runChecks(initChecks(plan.minor, plan.criSocket, plan.port), {at, ...plan}, out, plan.ignore);
		await pullInPreflight(at, plan, out);
	},
};

const certs: Phase = {
	name: 'certs',
	run: async ({at, plan, out}) => {
		writeCertificates(at, plan, out);
		await at.pass(1600);
	},
};

const kubeconfig: Phase = {name: 'kubeconfig', run: ({at, plan, out}) => writeKubeConfigs(at, plan, out, () => true)};

const kubeletStart: Phase = {
	name: 'kubelet-start',
	run: async ({at, plan, out}) => {
		await at.exec('systemctl stop kubelet');
		writeKubelet(at, plan, out, kubeletConfiguration(plan), true);
		out.print('[kubelet-start] Starting the kubelet');
		await at.exec('systemctl daemon-reload; systemctl start kubelet');
		await at.pass(300);
	},
};

const controlPlane: Phase = {name: 'control-plane', run: ({at, plan, out}) => writeControlPlane(at, plan, out)};

const etcd: Phase = {
	name: 'etcd',
	run: ({at, plan, out}) => {
		at.files.makeDirectory('/var/lib/etcd', 0o700);
		out.print('[etcd] Creating static Pod manifest for local etcd in "/etc/kubernetes/manifests"');
		writeEtcd(at, plan, []);
	},
};

const wait: Phase = {name: 'wait-control-plane', run: ({at, plan, out}) => waitControlPlane(at, plan, out)};

const uploaded: Phase = {
	name: 'upload-config',
	run: async ({at, plan, out}) => {
		await needOwnApi(at, plan);
		uploadConfig(at, plan, out);
		await at.pass(700);
	},
};

const uploadCerts: Phase = {
	name: 'upload-certs',
	run: run => {
		const {at, out, flags, plan} = run;
		if (!isOn(flags, 'upload-certs')) {
			out.print('[upload-certs] Skipping phase. Please see --upload-certs');
			return;
		}
		run.key = uploadCertificates(at, out, plan.certificateKey, isOn(flags, 'skip-certificate-key-print'));
	},
};

const mark: Phase = {
	name: 'mark-control-plane',
	run: async ({at, plan, out}) => {
		const spent = await until(at, 120_000, () => get(at.world, 'Node', plan.node) !== undefined);
		if (spent === undefined)
			throw new Stop(
				`error applying control-plane label and taints: nodes "${plan.node}" not found`,
				'mark-control-plane',
			);
		markControlPlane(at, plan, out);
	},
};

const tokens: Phase = {name: 'bootstrap-token', run: ({at, plan, out, token}) => bootstrapTokens(at, plan, out, token)};

const finalize: Phase = {
	name: 'kubelet-finalize',
	run: async ({at, out}) => {
		out.print(
			'[kubelet-finalize] Updating "/etc/kubernetes/kubelet.conf" to point to a rotatable kubelet client certificate and key',
		);
		await at.pass(500);
	},
};

const coredns: Phase = {name: 'addon/coredns', run: ({at, plan, out}) => applyCoreDns(at, plan, out)};
const proxy: Phase = {name: 'addon/kube-proxy', run: ({at, plan, out}) => applyProxy(at, plan, out)};

const phasesOf = (minor: number): readonly Phase[] => [
	preflight,
	certs,
	kubeconfig,
	...(minor < 29 ? [kubeletStart, controlPlane, etcd] : [etcd, controlPlane, kubeletStart]),
	wait,
	uploaded,
	uploadCerts,
	mark,
	tokens,
	finalize,
	coredns,
	proxy,
];

const success = ({at, plan, out, flags, token, key}: Run): void => {
	const hash = publicKeyHash(at.files.read(`${pki}/ca.crt`)!);
	const indent = plan.minor >= 28 ? '\t' : '    ';
	const join = `kubeadm join ${endpointOf(plan)} --token ${isOn(flags, 'skip-token-print') ? '<value withheld>' : token} \\`;
	const pin = `${indent}--discovery-token-ca-cert-hash sha256:${hash}`;
	const tail = plan.minor >= 28 ? '' : ' ';
	const lines = [
		'',
		'Your Kubernetes control-plane has initialized successfully!',
		'',
		'To start using your cluster, you need to run the following as a regular user:',
		'',
		'  mkdir -p $HOME/.kube',
		'  sudo cp -i /etc/kubernetes/admin.conf $HOME/.kube/config',
		'  sudo chown $(id -u):$(id -g) $HOME/.kube/config',
		'',
		'Alternatively, if you are the root user, you can run:',
		'',
		'  export KUBECONFIG=/etc/kubernetes/admin.conf',
		'',
		'You should now deploy a pod network to the cluster.',
		'Run "kubectl apply -f [podnetwork].yaml" with one of the options listed at:',
		'  https://kubernetes.io/docs/concepts/cluster-administration/addons/',
		'',
	];
	if (plan.endpoint !== undefined) {
		const withKey =
			key === undefined
				? ''
				: ` --certificate-key ${isOn(flags, 'skip-certificate-key-print') ? '<value withheld>' : key}`;
		if (key === undefined)
			lines.push(
				'You can now join any number of control-plane nodes by copying certificate authorities',
				'and service account keys on each node and then running the following as root:',
			);
		else
			lines.push(
				`You can now join any number of ${plan.minor >= 31 ? '' : 'the '}control-plane node${plan.minor >= 31 ? 's' : ''} running the following command on each as root:`,
			);
		lines.push('', `  ${join}`, `${pin} \\`, `${indent}--control-plane${withKey}`, '');
		if (key !== undefined)
			lines.push(
				'Please note that the certificate-key gives access to cluster sensitive data, keep it secret!',
				'As a safeguard, uploaded-certs will be deleted in two hours; If necessary, you can use',
				'"kubeadm init phase upload-certs --upload-certs" to reload certs afterward.',
				'',
			);
	}
	lines.push(
		'Then you can join any number of worker nodes by running the following on each as root:',
		'',
		join,
		`${pin}${tail}`,
	);
	for (const line of lines) out.print(line);
};

const skipped = (skip: readonly string[], name: string): boolean =>
	skip.includes(name) || skip.includes(name.split('/')[0]!);

const prepared = (args: readonly string[], at: Shell, out: Output): Run => {
	const {flags, unknown, words} = readArguments(args, switches, valued);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	if (words.length > 0) throw new Stop(`unknown command "${words[0]!}" for "kubeadm init"`);
	const plan = planOf(at, out, flags);
	const token = plan.token ?? bootstrapToken(at.world);
	if (!tokenPattern.test(token))
		throw new Stop(
			`the bootstrap token "${token}" was not of the form "\\\\A([a-z0-9]{6})\\\\.([a-z0-9]{16})\\\\z"`,
		);
	return {at, plan, out, flags, token};
};

export const init = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const run = prepared(args, at, out);
	const {plan, flags} = run;
	out.print(`[init] Using Kubernetes version: ${plan.version}`);
	const skip = (flags.get('skip-phases') ?? '').split(',');
	for (const phase of phasesOf(plan.minor)) {
		if (skipped(skip, phase.name)) continue;
		if (isOn(flags, 'dry-run') && phase !== preflight) continue;
		await phase.run(run);
	}
	if (!isOn(flags, 'dry-run')) success(run);
	return out.result(0);
};

const api: ReadonlySet<string> = new Set([
	'upload-config',
	'upload-certs',
	'mark-control-plane',
	'bootstrap-token',
	'addon/coredns',
	'addon/kube-proxy',
]);

/** `kubeadm init phase NAME [SUB]`: `all` and the names of parts run the whole phase. */
export const initPhase = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const names = args.filter(arg => !arg.startsWith('-') && /^[a-z-]+$/.test(arg)).slice(0, 2);
	const wanted =
		names[0] === 'addon'
			? names[1] === 'all'
				? ['addon/coredns', 'addon/kube-proxy']
				: [`addon/${names[1] ?? ''}`]
			: [names[0] ?? ''];
	const own = args
		.slice(args.indexOf(names[0] ?? '') + 1)
		.filter((arg, index) => !(index === 0 && !arg.startsWith('-')));
	const run = prepared(own, at, out);
	const phases = phasesOf(run.plan.minor).filter(phase => wanted.includes(phase.name));
	if (phases.length === 0) throw new Stop(`unknown phase "${names[0] ?? ''}"`);
	for (const phase of phases) {
		if (api.has(phase.name) && phase !== uploaded)
			await needApi(
				at,
				phase.name,
				(server, error) =>
					`Get "${server}/api/v1/namespaces/kube-system/configmaps/kubeadm-config?timeout=10s": ${error}`,
				10_000,
			);
		await phase.run(run);
	}
	return out.result(0);
};
