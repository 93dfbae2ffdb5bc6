// Events: what `kubectl get events` lists and `describe` ends with.
import {stamp} from '../cluster/objects.ts';
import type {KubeEvent, KubeObject} from '../world.ts';
import {duration} from './age.ts';
import type {Client} from './client.ts';
import type {View} from './printer.ts';
import {columns, type Table} from './table.ts';
import {word} from '../word.ts';

const object = (event: KubeEvent, index: number): KubeObject => ({
	apiVersion: 'v1',
	kind: 'Event',
	metadata: {
		name: `${event.name}.${(0x17a0000000000000 + event.at + index).toString(16)}`,
		namespace: event.namespace === '' ? 'default' : event.namespace,
		uid: String(index),
		creationTimestamp: stamp(event.first ?? event.at),
		resourceVersion: String(index),
	},
	type: event.type,
	reason: event.reason,
	message: event.message,
	count: event.count,
	source: {component: event.from},
	involvedObject: {kind: event.kind, name: event.name, namespace: event.namespace},
	firstTimestamp: stamp(event.first ?? event.at),
	lastTimestamp: new Date(event.at).toISOString(),
});

export const eventObjects = ({at, flags, namespace}: Client): readonly KubeObject[] => {
	const field = flags.value('field-selector');
	const wanted = (event: KubeEvent): boolean =>
		(field ?? '').split(',').every(part => {
			const [, key, value] = /^([\w.]+)=+(.*)$/.exec(part) ?? [];
			if (key === 'type') return event.type === value;
			if (key === 'reason') return event.reason === value;
			if (key === 'involvedObject.name') return event.name === value;
			return key === 'involvedObject.kind' ? event.kind === value : true;
		});
	return (at.world.cluster?.events ?? [])
		.filter(event => flags.has('all-namespaces') || (event.namespace || 'default') === namespace)
		.filter(wanted)
		.map(object);
};

export const eventTable = (objects: readonly KubeObject[], {now}: View, everywhere: boolean): Table => ({
	head: [...(everywhere ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'],
	rows: objects.map(event => {
		const about = event['involvedObject'] as {kind: string; name: string};
		return [
			...(everywhere ? [event.metadata.namespace ?? ''] : []),
			duration(now - Date.parse(event['lastTimestamp'] as string)),
			word(event['type']),
			word(event['reason']),
			`${about.kind.toLowerCase()}/${about.name}`,
			word(event['message']),
		];
	}),
});

/** `page` is what stands before: the word `<none>` comes under its values. */
export const eventLines = (events: readonly KubeEvent[], now: number, page: string): string => {
	const last = page.split('\n').findLast(line => /^[A-Z][\w -]*:\s+\S/.test(line));
	const width = /^[A-Z][\w -]*:\s+/.exec(last ?? '')?.[0].length ?? 9;
	if (events.length === 0) return `${'Events:'.padEnd(width)}<none>\n`;
	const seen = ({at, first, count}: KubeEvent): string =>
		count > 1 ? `${duration(now - at)} (x${count} over ${duration(now - (first ?? at))})` : duration(now - at);
	const rows = [
		['  Type', 'Reason', 'Age', 'From', 'Message'],
		['  ----', '------', '----', '----', '-------'],
		...events
			.toSorted((a, b) => (a.first ?? a.at) - (b.first ?? b.at))
			.map(event => [`  ${event.type}`, event.reason, seen(event), event.from, event.message]),
	];
	return `Events:\n${columns(rows)}`;
};
