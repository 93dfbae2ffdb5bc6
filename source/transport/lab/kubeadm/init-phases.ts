// The phases of kubeadm init, in the order of the release.
import {get} from '../cluster/objects.ts';
import {leaves} from '../cluster/pki.ts';
import {rotatable} from '../cluster/tls-bootstrap.ts';
import type {Shell} from '../command.ts';
import {applyCoreDns, applyProxy} from './addons.ts';
import {isOn} from './arguments.ts';
import {bootstrapTokens} from './bootstrap.ts';
import {writeCertificate, writeCertificates} from './certificate-files.ts';
import {needOwnApi} from './client.ts';
import type {Plan} from './config.ts';
import {writeControlPlane, writeEtcd, writeKubeConfigs} from './files.ts';
import {pullInPreflight} from './images.ts';
import {kubeletConfiguration, writeKubelet} from './kubelet-files.ts';
import {type Output, Stop} from './output.ts';
import {initChecks, runChecks} from './preflight.ts';
import {markControlPlane, uploadCertificates, uploadConfig} from './upload.ts';
import {until, waitControlPlane} from './wait.ts';

export type Run = {
	readonly at: Shell;
	readonly plan: Plan;
	readonly out: Output;
	readonly flags: ReadonlyMap<string, string>;
	token: string;
	key?: string;
};

type Phase = {
	readonly name: string;
	readonly run: (run: Run) => void | Promise<void>;
	/** What `kubeadm init phase NAME PART` can do by itself. */
	readonly parts?: Readonly<Record<string, (run: Run) => void>>;
};

const partsOf = (names: readonly string[], one: (run: Run, part: string) => void): NonNullable<Phase['parts']> =>
	Object.fromEntries(names.map(name => [name, (run: Run) => one(run, name)]));

export const preflight: Phase = {
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
	parts: partsOf(
		leaves.map(({name}) => name.replace('/', '-')),
		({at, plan, out}, part) => writeCertificate(at, plan, out, part),
	),
};

const kubeconfig: Phase = {
	name: 'kubeconfig',
	run: ({at, plan, out}) => writeKubeConfigs(at, plan, out, () => true),
	parts: partsOf(['admin', 'super-admin', 'kubelet', 'controller-manager', 'scheduler'], ({at, plan, out}, part) =>
		writeKubeConfigs(at, plan, out, file => file === part),
	),
};

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

const controlPlane: Phase = {
	name: 'control-plane',
	run: ({at, plan, out}) => writeControlPlane(at, plan, out),
	parts: partsOf(['apiserver', 'controller-manager', 'scheduler'], ({at, plan, out}, part) =>
		writeControlPlane(at, plan, out, part),
	),
};

const etcd: Phase = {
	name: 'etcd',
	run: ({at, plan, out}) => {
		at.files.makeDirectory('/var/lib/etcd', 0o700);
		out.print('[etcd] Creating static Pod manifest for local etcd in "/etc/kubernetes/manifests"');
		writeEtcd(at, plan, []);
	},
};

const wait: Phase = {name: 'wait-control-plane', run: ({at, plan, out}) => waitControlPlane(at, plan, out)};

export const uploaded: Phase = {
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
		rotatable(at.files);
		await at.pass(500);
	},
};

const coredns: Phase = {name: 'addon/coredns', run: ({at, plan, out}) => applyCoreDns(at, plan, out)};

const proxy: Phase = {name: 'addon/kube-proxy', run: ({at, plan, out}) => applyProxy(at, plan, out)};

export const phasesOf = (minor: number): readonly Phase[] => [
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
