// How each host is reached: settings that go with another way, and hosts that would be the same machine.
import type {Text} from '../../source/engine/declare.ts';
import {hostsOf, type Draft} from './draft.ts';
import type {Problem} from './problem.ts';

type DraftHost = ReturnType<typeof hostsOf>[number]['host'];
type Transport = NonNullable<DraftHost['transport']>;

const ways: Readonly<Record<Transport, Text>> = {
	ssh: {en: 'over ssh', zh: '通过 ssh'},
	container: {en: 'by exec in a container', zh: '通过容器的 exec'},
	local: {en: 'as this machine', zh: '作为本机'},
	'by-hand': {en: 'by hand', zh: '由人工'},
};

const nameOf = ({name}: DraftHost, index: number): string => name ?? `hosts[${index}]`;

const strangeSsh = (draft: Draft): readonly Problem[] =>
	hostsOf(draft).flatMap(({host, index}) => {
		const {ssh, transport = 'ssh'} = host;
		if (ssh === undefined || transport === 'ssh') return [];
		const who = nameOf(host, index);
		return {
			path: ['hosts', index, 'ssh'],
			text: {
				en: `${who} is reached ${ways[transport].en}, so its ssh settings would do nothing; remove ssh, or write transport: ssh.`,
				zh: `${who} ${ways[transport].zh}访问，ssh 设置不起作用；请删除 ssh，或写 transport: ssh。`,
			},
		};
	});

const strangeContainer = (draft: Draft): readonly Problem[] =>
	hostsOf(draft).flatMap(({host, index}) => {
		const {transport = 'ssh'} = host;
		if (transport === 'container') return [];
		return (['engine', 'container'] as const)
			.filter(key => host[key] !== undefined)
			.map(key => ({
				path: ['hosts', index, key],
				text: {
					en: `${key} goes with a container, and ${nameOf(host, index)} is reached ${ways[transport].en}; write transport: container, or remove ${key}.`,
					zh: `${key} 只用于容器，而 ${nameOf(host, index)} ${ways[transport].zh}访问；请写 transport: container，或删除 ${key}。`,
				},
			}));
	});

/** What tells one machine from another; undefined: only its address does. */
const machineOf = ({name, transport, engine = 'docker', container = name}: DraftHost): string | undefined => {
	if (transport === 'local') return 'local';
	return transport === 'container' && container !== undefined ? `${engine} ${container}` : undefined;
};

const sameMachines = (draft: Draft): readonly Problem[] => {
	const seen = new Map<string, string>();
	return hostsOf(draft).flatMap(({host, index}) => {
		const machine = machineOf(host);
		if (machine === undefined) return [];
		const first = seen.get(machine);
		const who = nameOf(host, index);
		if (first === undefined) {
			seen.set(machine, who);
			return [];
		}
		if (machine === 'local') {
			return {
				path: ['hosts', index, 'transport'],
				text: {
					en: `${first} is this machine already, so ${who} cannot be; write another transport for one of them.`,
					zh: `${first} 已经是本机，${who} 不能也是；请为其中一台改写 transport。`,
				},
			};
		}
		return {
			path: ['hosts', index, host.container === undefined ? 'transport' : 'container'],
			text: {
				en: `${first} is the container ${machine.split(' ')[1]} as well; write the name of ${who}’s own container.`,
				zh: `${first} 也是容器 ${machine.split(' ')[1]}；请写 ${who} 自己的容器名。`,
			},
		};
	});
};

/** Between control planes the certificates go by ssh, whichever way kubewalk itself goes. */
const copiesIntoContainers = (draft: Draft): readonly Problem[] => {
	if (draft.certificates !== 'copy') return [];
	return hostsOf(draft)
		.filter(({host}) => host.role === 'control-plane' && host.transport === 'container')
		.slice(0, 1)
		.map(({host, index}) => ({
			path: ['certificates'],
			text: {
				en: `certificates: copy goes by ssh from one control plane to the others, and ${nameOf(host, index)} is a container, which has no sshd; write certificates: upload.`,
				zh: `certificates: copy 需要控制平面之间通过 ssh 复制，而 ${nameOf(host, index)} 是容器，没有 sshd；请写 certificates: upload。`,
			},
		}));
};

export const checkWays = (draft: Draft): readonly Problem[] => [
	...strangeSsh(draft),
	...strangeContainer(draft),
	...sameMachines(draft),
	...copiesIntoContainers(draft),
];
