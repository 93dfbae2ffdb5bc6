// kubectl wait: simulated time passes until the objects are as somebody wants them, or the patience is over.
import {get} from '../cluster/objects.ts';
import {conditionOf} from '../cluster/pod.ts';
import {type CommandResult, failed} from '../command.ts';
import type {KubeObject} from '../world.ts';
import type {Client} from './client.ts';
import {readDuration} from './flags.ts';
import {jsonPath} from './jsonpath.ts';
import {select} from './select.ts';
import {called} from './write.ts';

type Test = {readonly met: (object: KubeObject | undefined) => boolean; readonly word: string};

const readTest = (text: string): Test | undefined => {
	if (text === 'delete') return {met: object => object === undefined, word: 'deleted'};
	if (text === 'create') return {met: object => object !== undefined, word: 'condition met'};
	const condition = /^condition=([\w.-]+)(?:=([\w-]+))?$/.exec(text);
	if (condition !== null) {
		const [, type = '', wanted = 'true'] = condition;
		return {
			met: object => {
				const all = (object?.status?.['conditions'] as {type: string; status: string}[] | undefined) ?? [];
				return all.some(
					entry =>
						entry.type.toLowerCase() === type.toLowerCase() &&
						entry.status.toLowerCase() === wanted.toLowerCase(),
				);
			},
			word: 'condition met',
		};
	}
	const path = /^jsonpath=(['"]?)(\{.*\})\1(?:=(.*))?$/.exec(text);
	if (path === null) return undefined;
	const [, , template = '', value] = path;
	return {
		met: object => {
			const found = object === undefined ? '' : jsonPath(template, object);
			return value === undefined ? found !== '' : found === value.replaceAll(/^["']|["']$/g, '');
		},
		word: 'condition met',
	};
};

export const waitVerb = async (client: Client): Promise<CommandResult> => {
	const {at, flags} = client;
	const test = readTest(flags.value('for') ?? '');
	if (test === undefined) return failed(`error: unrecognized condition: "${flags.value('for') ?? ''}"\n`);
	const limit = flags.value('timeout') ?? '30s';
	const patience = readDuration(limit);
	if (Number.isNaN(patience))
		return failed(`error: invalid argument "${limit}" for "--timeout" flag: time: invalid duration "${limit}"\n`);
	const until = at.world.now + (patience < 0 ? 7 * 86_400_000 : patience);
	let found = await select(client, flags.words);
	if (!('groups' in found)) return found;
	if (flags.value('for') === 'create')
		while ('groups' in found && found.missing.length > 0 && at.world.now < until) {
			await at.pass(500);
			found = await select(client, flags.words);
		}
	if (!('groups' in found)) return found;
	const objects = found.groups.flatMap(group => group.objects);
	// Who waits for something to go is content when it is not there.
	const gone = test.word === 'deleted';
	if (found.missing.length > 0 && !gone) return failed(found.missing.join(''));
	if (objects.length === 0) return gone ? {} : failed('error: no matching resources found\n');
	const now = (object: KubeObject): KubeObject | undefined => {
		const current = get(at.world, object.kind, object.metadata.name, object.metadata.namespace);
		return current?.metadata.uid === object.metadata.uid ? current : undefined;
	};
	let stdout = '';
	let stderr = '';
	for (const object of objects) {
		while (!test.met(now(object)) && at.world.now < until) await at.pass(Math.min(500, until - at.world.now));
		if (test.met(now(object)))
			stdout += gone ? `${called(object)} deleted\n`.replace('/', '/') : `${called(object)} ${test.word}\n`;
		else
			stderr += `error: timed out waiting for the condition on ${called(object).replace(/^([\w-]+)(\.[\w.]+)?\//, (_, kind: string, group = '') => `${kind}s${group}/`)}\n`;
	}
	return {stdout, stderr, exit: stderr === '' ? 0 : 1};
};

export const isAvailable = (object: KubeObject): boolean => conditionOf(object, 'Available')?.status === 'True';
