// kubectl certificate approve and deny.
import {get, stamp, touch} from '../cluster/objects.ts';
import {type CommandResult, failed} from '../command.ts';
import type {Client} from './client.ts';
import {kindNamed} from './kinds.ts';
import {mayNot, notFound} from './select.ts';
import {called} from './write.ts';

const kind = kindNamed('csr')!;

const verbs: Readonly<Record<string, {readonly type: string; readonly said: string}>> = {
	approve: {type: 'Approved', said: 'approved'},
	deny: {type: 'Denied', said: 'denied'},
};

type Condition = {readonly type: string; readonly [more: string]: string};

export const certificateVerb = (client: Client): CommandResult => {
	const {at, flags} = client;
	const [what = '', ...names] = flags.words;
	const verb = verbs[what];
	if (verb === undefined) return failed(`error: unknown command "${what}" for "kubectl certificate"\n`);
	if (names.length === 0) return failed('error: one or more CSRs must be specified as <name> or -f <filename>\n');
	let stdout = '';
	let stderr = '';
	for (const name of names) {
		const request = get(at.world, kind.kind, name);
		const refused = mayNot(client, 'get', kind, name);
		if (request === undefined || refused !== undefined) {
			stderr += refused ?? notFound(kind, name);
			continue;
		}
		const old = (request.status?.['conditions'] as readonly Condition[] | undefined) ?? [];
		if (!old.some(({type}) => type === verb.type))
			request.status = {
				...request.status,
				conditions: [
					...old,
					{
						lastUpdateTime: stamp(at.world.now),
						message: `This CSR was ${verb.said} by kubectl certificate ${what}.`,
						reason: `Kubectl${what === 'deny' ? 'Deny' : 'Approve'}`,
						status: 'True',
						type: verb.type,
					},
				],
			};
		touch(at.world, request);
		stdout += `${called(request)} ${verb.said}\n`;
	}
	at.settle();
	return {stdout, stderr, exit: stderr === '' ? 0 : 1};
};
