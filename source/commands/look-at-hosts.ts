// What hosts say of themselves before there is a plan: system and subnet. Best effort: who would ask a question is left out.
import type {Host} from '../engine/given.ts';
import {createSsh} from '../transport/ssh.ts';
import type {PlanAnswers} from '../ui/doors.ts';
import type {Looked} from '../ui/start-state.ts';
import {home} from './state-home.ts';

/** Two lines: ID and VERSION_ID; the interface with this address, and the address with its prefix. */
const question = (address: string): string => `
. /etc/os-release && echo "system $ID $VERSION_ID"
ip -o addr show | awk -v want='${address.replaceAll(/[^\da-fA-F.:]/g, '')}' '{split($4, at, "/"); if (at[1] == want) print "subnet", $2, $4}'
`;

const longest = 8000;

export const readLook = (address: string, printed: string): Looked | undefined => {
	const system = /^system (\S.*)$/m.exec(printed)?.[1]?.trim();
	const [, device, subnet] = /^subnet (\S+) (\S+)$/m.exec(printed) ?? [];
	if (system === undefined) return undefined;
	return {
		address,
		text: [system, ...(device === undefined ? [] : [device])].join(' · '),
		...(subnet !== undefined && {subnet}),
	};
};

export const lookAtHosts = async ({controlPlanes, workers, user, jump}: PlanAnswers): Promise<readonly Looked[]> => {
	const ssh = createSsh({
		sshOf: () => ({user, sudo: 'never', ...(jump !== undefined && {jump})}),
		knownHosts: home().knownHosts,
	});
	const late = AbortSignal.timeout(longest);
	const look = async (host: Host): Promise<readonly Looked[]> => {
		try {
			const [answer] = await ssh.ask(host, [question(host.address)], late, 5);
			const looked = readLook(host.address, answer?.stdout ?? '');
			return looked ? [looked] : [];
		} catch {
			// A door that is shut is no news yet: opening the plan says it in full, and asks what has to be asked.
			return [];
		}
	};
	try {
		const hosts = [...controlPlanes, ...workers].map(host => ({...host, role: ''}));
		return (await Promise.all(hosts.map(look))).flat();
	} finally {
		await ssh.close();
	}
};
