// What is known of a host, in words.
import type {Texts} from '../texts/texts.ts';
import type {Endpoint, HostWay} from './doors.ts';
import type {Contact} from './hosts.ts';
import {timeOfDay} from './log.ts';
import type {Tone} from './theme.ts';

export const wayWords = (way: HostWay | undefined, {hosts}: Texts): string => {
	if (!way) return hosts.unknown;
	switch (way.kind) {
		case 'ssh':
			return [
				`ssh ${way.login}`,
				...(way.jump === undefined ? [] : [hosts.jump(way.jump)]),
				...(way.identity === undefined ? [] : [hosts.identity(way.identity)]),
			].join(' · ');
		case 'container':
			return hosts.byContainer(way.engine, way.container);
		case 'local':
			return hosts.byLocal;
		case 'by-hand':
			return hosts.byHand;
		case 'lab':
			return hosts.byLab;
	}
};

export const contactWords = (contact: Contact, {hosts}: Texts): {readonly text: string; readonly tone: Tone} => {
	if (contact.kind === 'none') return {text: hosts.notAsked, tone: 'quiet'};
	const time = contact.at === undefined ? undefined : timeOfDay(contact.at);
	if (contact.kind === 'away') return {text: hosts.away(time ?? ''), tone: 'bad'};
	return {text: time === undefined ? hosts.answers : hosts.answered(time), tone: 'good'};
};

export const endpointWords = (kind: Endpoint, {hosts}: Texts): string =>
	({
		'keepalived-haproxy': hosts.endpointKeepalived,
		'kube-vip': hosts.endpointKubeVip,
		external: hosts.endpointExternal,
		single: hosts.endpointSingle,
	})[kind];
