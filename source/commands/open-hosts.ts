// The way to each host of a plan, as the plan says: ssh for most, exec for containers, this machine, or the operator's hands.
import type {Plan, Way} from '../../steps/plan.ts';
import type {Host} from '../engine/given.ts';
import type {Present} from '../engine/sheet.ts';
import type {Transport} from '../engine/transport.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {createByHand, nobody} from '../transport/by-hand.ts';
import {containerTerminal, createContainers} from '../transport/container.ts';
import {createLocal} from '../transport/local.ts';
import {route} from '../transport/route.ts';
import {rootHere} from './root-here.ts';
import {openSsh, type Ask, type OpenedSsh} from './open-ssh.ts';

/** Where jobs of a host are kept that is this machine: root's, as on any other host. */
const jobs = '/var/lib/kubewalk/jobs';

type Opened = OpenedSsh | {readonly problems: readonly string[]};

type Options = {
	/** Gives up what is being opened. */
	readonly until?: AbortSignal | undefined;
	/** Shows what is to be run by hand; left out: nobody is there to run it. */
	readonly present?: Present | undefined;
	/** The hosts to knock at; `letIn` does it for others. Left out: all. */
	readonly first?: readonly Host[] | undefined;
};

export const openHosts = async (
	plan: Plan,
	ask: Ask,
	language: Language,
	{until = new AbortController().signal, present, first = plan.hosts}: Options = {},
): Promise<Opened> => {
	const ways = new Map(plan.hosts.flatMap(({name, way}): readonly [string, Way][] => (way ? [[name, way]] : [])));
	const byWayOfSsh = (hosts: readonly Host[]) => hosts.filter(({name}) => !ways.has(name));
	const hosts = plan.hosts.filter(({name}) => !ways.has(name));
	const ssh = await openSsh({...plan, hosts}, ask, language, until, byWayOfSsh(first));
	if ('problems' in ssh || ways.size === 0) return ssh;
	const containers = createContainers({
		containerOf: ({name}: Host) => {
			const way = ways.get(name);
			if (way?.kind !== 'container') throw new Error(`The host ${name} is no container.`);
			return way;
		},
	});
	const here = plan.hosts.find(({name}) => ways.get(name)?.kind === 'local');
	const root = here ? await rootHere({host: here, ask, texts: textsOf(language), until, known: ssh.secrets}) : {};
	if ('problem' in root) {
		await ssh.transport.close();
		return {problems: [root.problem]};
	}
	const local = createLocal({jobs, root});
	const transports = {
		container: containers,
		local,
		'by-hand': present ? createByHand(present) : nobody,
	} as const satisfies Record<Way['kind'], Transport>;
	const wayTo = ({name}: Host): Transport => {
		const way = ways.get(name);
		return way ? transports[way.kind] : ssh.transport;
	};
	return {
		get secrets() {
			return [...ssh.secrets, ...(root.password === undefined ? [] : [root.password])];
		},
		transport: route(wayTo, [ssh.transport, containers, local]),
		terminal: async host => {
			const way = ways.get(host.name);
			if (way === undefined) return ssh.terminal(host);
			if (way.kind === 'container') return containerTerminal(way);
			return way.kind === 'local' ? [process.env['SHELL'] || 'sh'] : undefined;
		},
		letIn: more => ssh.letIn(byWayOfSsh(more)),
	};
};
