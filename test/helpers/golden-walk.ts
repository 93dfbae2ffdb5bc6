// One combination on simulated hosts: the hosts are prepared, the cluster comes up, the book reset takes it away again.
import {books} from '../../steps/books.ts';
import type {LabMachine} from '../../steps/labs/lab.ts';
import type {Book} from '../../source/engine/declare.ts';
import {createEngine} from '../../source/engine/engine.ts';
import type {Outcome} from '../../source/engine/event.ts';
import {createStore} from '../../source/engine/store.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import {fromText} from '../../source/transport/lab/save.ts';
import type {Plan} from '../../steps/plan.ts';
import {ownMirror} from './variants.ts';

const bookOf = (id: string): Book => books.find(book => book.id === id)!;

type Walked = {readonly outcome: Outcome; readonly trouble: string};

/** All but the failover drills: test/journeys/install.test.ts and test/steps/drill-failover.test.ts measure those. */
const tasksOf = ({stages}: Book): readonly string[] =>
	stages.flatMap(({tasks}) => tasks.map(({id}) => id)).filter(id => !/drill/.test(id));

/** `trouble`: the rows that did not end well, with what they printed last. */
const walk = async (book: Book, plan: Plan, lab: Lab, onTask: (task: string) => void): Promise<Walked> => {
	const store = createStore(tell => tell());
	const printed = new Map<string, string>();
	store.listen(event => {
		if (event.type === 'task') onTask(event.task);
		if (event.type !== 'output') return;
		const row = `${event.task} on ${event.host}`;
		printed.set(row, `${printed.get(row) ?? ''}${event.text}`);
	});
	const engine = createEngine({
		session: book.id,
		book,
		hosts: plan.hosts,
		settings: {plan},
		transport: lab.transport,
		store,
		clock: lab.clock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'tester',
		resumed: false,
	});
	const outcome = await engine.start({tasks: tasksOf(book)});
	const failed = Object.entries(store.getState().rows).flatMap(([task, hosts]) =>
		Object.entries(hosts)
			.filter(([, {status}]) => status === 'failed')
			.map(([host]) => `${task} on ${host}`),
	);
	return {outcome, trouble: failed.map(row => `${row}: ${printed.get(row)?.slice(-400) ?? ''}`).join('\n')};
};

type Disks = Readonly<Record<string, Readonly<Record<string, string>>>>;

const plain = (entry: object | null): string => JSON.stringify({...entry, at: 0});

/** What of each host's disk is not the image's, without the times. */
const disksOf = (lab: Lab): Disks => {
	const {disks} = fromText(lab.save());
	return Object.fromEntries(
		Object.entries(disks).map(([host, entries]) => [
			host,
			Object.fromEntries(Object.entries(entries).map(([path, entry]) => [path, plain(entry)])),
		]),
	);
};

/** "m1 +/etc/x" where the second has a file of its own, "-" where it lacks one, "~" where another text stands. */
const compare = (before: Disks, after: Disks): readonly string[] =>
	Object.keys(before).flatMap(host => {
		const [old, now] = [before[host]!, after[host]!];
		return [...new Set([...Object.keys(old), ...Object.keys(now)])]
			.filter(path => old[path] !== now[path])
			.map(path => `${host} ${now[path] === undefined ? '-' : old[path] === undefined ? '+' : '~'}${path}`);
	});

export type Walk = {
	/** How the disks after the reset differ from those before the cluster, when the hosts were only prepared. */
	readonly left: readonly string[];
};

/** Kubernetes' packages and Docker's for Debian 12, on which the walks are; other systems' versions would not install there. */
const forDebian = /(?:kubernetes|k8s|docker).*\/(?:deb|apt|linux\/debian)$/;

/** What the public sources have, once more in one place. */
const mirrorEverything = ({world: {outside}}: Lab): void => {
	const packages: Record<string, string[]> = {};
	for (const [address, source] of Object.entries(outside.packageSources))
		// The system's own packages come from the system's own source.
		if (forDebian.test(address))
			for (const [name, versions] of Object.entries(source.packages))
				packages[name] = [...new Set([...(packages[name] ?? []), ...versions])];
	outside.packageSources[ownMirror] = {packages, reachable: true};
	outside.names['mirror.example'] = '203.0.113.20';
};

/** From the first of these tasks on there is a cluster. */
const founding: ReadonlySet<string> = new Set(
	bookOf('install')
		.stages.find(({id}) => id === 'initialise')!
		.tasks.map(({id}) => id),
);

/** Installs to the end and takes the cluster away. Throws where a walk did not end well. */
export const walkGolden = async (plan: Plan, machine: LabMachine): Promise<Walk> => {
	const {endpoint} = plan;
	const backends = plan.hosts.filter(({role}) => role === 'control-plane').map(({address}) => address);
	const lab = createLab({
		hosts: plan.hosts.map(host => ({...host, machine})),
		...(endpoint.kind === 'external' && {loadBalancer: {address: endpoint.address, port: endpoint.port, backends}}),
	});
	mirrorEverything(lab);
	let before: Disks | undefined;
	const through = async (id: string): Promise<void> => {
		const {outcome, trouble} = await walk(bookOf(id), plan, lab, task => {
			if (founding.has(task)) before ??= disksOf(lab);
		});
		if (outcome !== 'done') throw new Error(`${id} ended with ${outcome}: ${trouble}`);
	};
	await through('install');
	await through('reset');
	return {left: compare(before!, disksOf(lab))};
};

/** What differs after a reset and has to: the load balancer and the records are gone, empty directories and a plugin stay. */
const stays: readonly RegExp[] = [
	/ -\/var\/lib\/kubewalk(\/|$)/,
	/ [-~]\/etc\/(haproxy|keepalived)\//,
	/ -\/etc\/systemd\/system\/multi-user\.target\.wants\/(haproxy|keepalived)\.service$/,
	// kubeadm reset empties them and leaves them.
	// Made for the keys of the copy, which are gone.
	/ \+\/root\/\.ssh$/,
	/ \+\/(etc\/kubernetes(\/manifests)?|var\/lib\/(kubelet|etcd)|etc\/cni(\/net\.d)?|root\/\.kube)$/,
	// The network component lays it beside the package's plugins, or over it.
	/ [+~]\/opt\/cni\/bin\/(flannel|calico(-ipam)?)$/,
];

export const staysAfterReset = (line: string): boolean => stays.some(pattern => pattern.test(line));
