// The table of contents: which stages make which book, in order.
import type {Book} from '../source/engine/declare.ts';
import {addNode} from './add-node.ts';
import {balanceLoad} from './balance-load.ts';
import {connectHosts} from './connect-hosts.ts';
import {connectPods} from './connect-pods.ts';
import {drill} from './drill.ts';
import {initialise} from './initialise.ts';
import {installAddons} from './install-addons.ts';
import {installPackages} from './install-packages.ts';
import {installRuntime} from './install-runtime.ts';
import {joinControlPlanes} from './join-control-planes.ts';
import {joinWorkers} from './join-workers.ts';
import {kernelFact} from './kernel.ts';
import {loadIpvs} from './load-ipvs.ts';
import {loadKernelModules} from './load-kernel-modules.ts';
import {masks} from './masks.ts';
import {openFirewall} from './open-firewall.ts';
import {proveCluster} from './prove-cluster.ts';
import {pullImages} from './pull-images.ts';
import {resetHosts} from './reset-hosts.ts';
import {setKernelParameters} from './set-kernel-parameters.ts';
import {setNames} from './set-names.ts';
import {shareCertificates} from './share-certificates.ts';
import {badges} from './badges.ts';
import {startCoredns} from './start-coredns.ts';
import {synchroniseClocks} from './synchronise-clocks.ts';
import {systemFact} from './system.ts';
import {turnOffSwap} from './turn-off-swap.ts';

/** What kubeadm adds to every error. */
const noise: readonly RegExp[] = [
	/^To see the stack trace of this error/,
	/^\[preflight\] If you know what you are doing/,
];

/** Every book installs, removes or configures by the system of the host; kube-proxy's mode goes by its kernel. */
const facts = {system: systemFact, kernel: kernelFact};

const install: Book = {
	id: 'install',
	title: {en: 'Install a highly available cluster', zh: '安装高可用集群'},
	stages: [
		connectHosts,
		setNames,
		openFirewall,
		turnOffSwap,
		loadKernelModules,
		setKernelParameters,
		loadIpvs,
		synchroniseClocks,
		balanceLoad,
		installRuntime,
		installPackages,
		pullImages,
		initialise,
		shareCertificates,
		joinControlPlanes,
		joinWorkers,
		connectPods,
		startCoredns,
		installAddons,
		proveCluster,
	],
	spare: 'workers',
	facts,
	badges,
	masks,
	noise,
};

/** For sessions that look for what is wrong: it has no tasks of its own, cures are added as they are run. */
export const diagnosisBook: Book = {
	id: 'diagnose',
	title: {en: 'Find what is wrong', zh: '查找故障原因'},
	stages: [],
	facts,
	masks,
	noise,
};

/** The first is walked when nobody names one. */
export const books: readonly Book[] = [
	install,
	{...addNode, facts, badges, masks, noise},
	{...drill, facts, badges, masks, noise},
	{...resetHosts, facts, badges, masks, noise},
];

/** Every book that a session may be of. */
export const sessionBooks: readonly Book[] = [...books, diagnosisBook];
