// One combination on simulated hosts: the hosts are prepared, the cluster comes up, the book reset takes it away again.
import {books} from '../../steps/books.ts';
import type {Book} from '../../source/engine/declare.ts';
import type {Outcome} from '../../source/engine/event.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import type {Plan} from '../../steps/plan.ts';
import {redHatRelease, systems, type SystemName} from '../../steps/system.ts';
import {difference} from './bare-hosts.ts';
import {engineAtLab} from './engine-at-lab.ts';
import {alarmsIn} from './look-at-lab.ts';
import {type Choice, ownMirror} from './variants.ts';

const bookOf = (id: string): Book => books.find(book => book.id === id)!;

type Walked = {readonly outcome: Outcome; readonly trouble: string};

type Drills = 'with drills' | 'without drills';

/** test/journeys/install.test.ts and test/steps/drill-failover.test.ts measure the drills too: not every walk has to. */
const tasksOf = ({stages}: Book, drills: Drills): readonly string[] =>
	stages.flatMap(({tasks}) => tasks.map(({id}) => id)).filter(id => drills === 'with drills' || !/drill/.test(id));

/** `trouble`: the rows that did not end well, with what they printed last. */
export const walkInLab = async (id: string, plan: Plan, lab: Lab, drills: Drills): Promise<Walked> => {
	const book = bookOf(id);
	const {store, engine} = engineAtLab(lab, plan, book, book.id);
	const printed = new Map<string, string>();
	store.listen(event => {
		if (event.type !== 'output') return;
		const row = `${event.task} on ${event.host}`;
		printed.set(row, `${printed.get(row) ?? ''}${event.text}`);
	});
	const outcome = await engine.start({tasks: tasksOf(book, drills)});
	const failed = Object.entries(store.getState().rows).flatMap(([task, hosts]) =>
		Object.entries(hosts)
			.filter(([, {status}]) => status === 'failed')
			.map(([host]) => `${task} on ${host}`),
	);
	return {outcome, trouble: failed.map(row => `${row}: ${printed.get(row)?.slice(-400) ?? ''}`).join('\n')};
};

/** Where the public sources of Kubernetes and Docker for a system are. */
const publicSources = (name: SystemName): ((address: string) => boolean) => {
	const {family, id, codename} = systems[name];
	const release = redHatRelease(systems[name]);
	const kubernetes =
		family === 'apt'
			? /^https:\/\/pkgs\.k8s\.io\/.*\/deb$|aliyun.*\/kubernetes\/apt$/
			: /^https:\/\/pkgs\.k8s\.io\/.*\/rpm$|aliyun.*\/kubernetes\/yum\//;
	const docker =
		release === undefined
			? `https://download.docker.com/linux/${id}${codename === 'bookworm' ? '' : ` ${codename}`}`
			: `https://download.docker.com/linux/centos/${release}/x86_64/stable`;
	return address => kubernetes.test(address) || address === docker;
};

/** What the public sources have for that system, once more in one place. */
const mirrorEverything = ({world: {outside}}: Lab, system: SystemName): void => {
	const packages: Record<string, string[]> = {};
	const isOurs = publicSources(system);
	for (const [address, source] of Object.entries(outside.packageSources))
		// The system's own packages come from the system's own source.
		if (isOurs(address))
			for (const [name, versions] of Object.entries(source.packages))
				packages[name] = [...new Set([...(packages[name] ?? []), ...versions])];
	outside.packageSources[ownMirror.replace(/\/$/, '')] = {packages, reachable: true};
	outside.names['mirror.example'] = '203.0.113.20';
};

/** Whoever brings a network component of his own opens its ports himself; the manifest of these plans is flannel's. */
const ownersPort = {
	open: `if firewall-cmd --state >/dev/null 2>&1; then firewall-cmd -q --add-port=8472/udp
elif nft list chain inet filter input >/dev/null 2>&1; then nft insert rule inet filter input udp dport 8472 accept; fi`,
	close: `if firewall-cmd --state >/dev/null 2>&1; then firewall-cmd -q --remove-port=8472/udp
elif nft list chain inet filter input >/dev/null 2>&1; then
	handle=$(nft -a list ruleset | awk '/udp dport 8472/ {print $NF}')
	nft delete rule inet filter input handle "$handle"
fi`,
};

const asOwner = async (lab: Lab, {kubernetes, firewall, hosts}: Plan, what: keyof typeof ownersPort): Promise<void> => {
	if (firewall === 'off' || !['manifest', 'script'].includes(kubernetes.network.kind)) return;
	for (const {name} of hosts) {
		const {exit, stderr} = await lab.open(name).run(ownersPort[what]);
		if (exit !== 0) throw new Error(`${name}, the owner's port: ${stderr}`);
	}
};

/** Where the plan brings no network, a diagnosis says so, and that is no false alarm. */
export const isFalseAlarm =
	({network}: Choice) =>
	(alarm: string): boolean =>
		network !== 'none' || !alarm.startsWith('network-component-missing ');

export type Walk = {
	/** What a diagnosis of the cluster that has just come up finds: there should be nothing. */
	readonly alarms: readonly string[];
	/** What differs on the hosts after the reset from hosts that nobody has touched. */
	readonly left: readonly string[];
};

/** Hosts that nobody has touched, and around them what the plan relies on. */
export const goldenLab = ({endpoint, hosts, kubernetes: {nfs}}: Plan, system: SystemName): Lab => {
	const backends = hosts.filter(({role}) => role === 'control-plane').map(({address}) => address);
	const lab = createLab({
		hosts: hosts.map(host => ({...host, machine: system})),
		...(nfs && {fileServers: {[nfs.server]: {exports: [nfs.path], files: {}}}}),
		...(endpoint.kind === 'external' && {
			loadBalancer: {address: endpoint.address, port: endpoint.port, backends},
		}),
	});
	mirrorEverything(lab, system);
	return lab;
};

/** Installs to the end and takes the cluster away. Throws where a walk did not end well. */
export const walkGolden = async (plan: Plan, system: SystemName, drills: Drills): Promise<Walk> => {
	const [lab, untouched] = [goldenLab(plan, system), goldenLab(plan, system)];
	await asOwner(lab, plan, 'open');
	const walk = async (id: string): Promise<void> => {
		const {outcome, trouble} = await walkInLab(id, plan, lab, drills);
		if (outcome !== 'done') throw new Error(`${id} ended with ${outcome}: ${trouble}`);
	};
	await walk('install');
	const alarms = await alarmsIn(lab, plan);
	await walk('reset');
	await asOwner(lab, plan, 'close');
	return {
		alarms,
		left: plan.hosts.flatMap(({name}) => difference(untouched, lab, name).map(line => `${name} ${line}`)),
	};
};
