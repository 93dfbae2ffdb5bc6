// How a plan's hosts are reached, for people to read.
import type {Plan} from '../../steps/plan.ts';
import type {HostWay} from '../ui/doors.ts';

export const wayOf =
	(plan: Plan, simulated: boolean) =>
	(name: string): HostWay | undefined => {
		const host = plan.hosts.find(host => host.name === name);
		if (!host) return undefined;
		if (simulated) return {kind: 'lab'};
		if (host.way) return host.way;
		const {user, port, identity, jump} = {...plan.ssh, ...host.ssh};
		const at = host.address.includes(':') ? `[${host.address}]` : host.address;
		return {
			kind: 'ssh',
			login: `${user}@${at}${port === 22 ? '' : `:${port}`}`,
			...(identity !== undefined && {identity}),
			...(jump !== undefined && {jump}),
		};
	};

/** The API's one address with its port. */
export const endpointText = ({endpoint: {kind, address, port}}: Plan): {kind: typeof kind; address: string} => ({
	kind,
	address: `${address.includes(':') ? `[${address}]` : address}:${port}`,
});
