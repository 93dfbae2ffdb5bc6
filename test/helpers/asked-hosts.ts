// Hosts that answer questions from a table, for looking at what is asked, where and when.
import type {Book, Host} from '../../source/engine/declare.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {systemClock} from '../../source/engine/clock.ts';
import type {Store} from '../../source/engine/store.ts';
import {HostUnreachable, type Transport} from '../../source/engine/transport.ts';
import {engineAtLab} from './engine-at-lab.ts';

export const hosts: readonly Host[] = ['a', 'b', 'c'].map((name, at) => ({
	name,
	address: `10.0.0.${at + 1}`,
	role: name === 'c' ? 'worker' : 'control-plane',
}));

const book: Book = {id: 'look', title: {en: 'Look', zh: '看'}, stages: [], masks: [/hush-\d+/g]};

export type AskedHosts = {
	readonly engine: Engine;
	readonly store: Store;
	/** `a: oven fridge` for each round trip. */
	readonly trips: readonly string[];
	readonly ran: readonly string[];
};

type Ways = {
	/** Questions that exit with 1, such as `a oven`. */
	readonly failing?: readonly string[];
	readonly dear?: true;
};

/** `answers['a oven']`; what is not there is empty. A host in `away` does not answer. */
export const askedHosts = (
	answers: Record<string, string>,
	away: readonly string[] = [],
	{failing = [], dear}: Ways = {},
): AskedHosts => {
	const trips: string[] = [];
	const ran: string[] = [];
	const transport: Transport = {
		ask: async ({name}, scripts) => {
			trips.push(`${name}: ${scripts.join(' ')}`);
			if (away.includes(name)) throw new HostUnreachable(name, `${name} does not answer: look at its cable.`);
			return scripts.map(script => {
				const question = `${name} ${script}`;
				return {exit: failing.includes(question) ? 1 : 0, stdout: answers[question] ?? '', stderr: ''};
			});
		},
		isDear: () => dear ?? false,
		run: async ({name}, {script}) => {
			ran.push(`${name}: ${script}`);
			for (const key of Object.keys(answers)) if (key.startsWith(`${name} `)) delete answers[key];
			return {exit: 0, stdout: '', stderr: ''};
		},
		close: async () => undefined,
	};
	const {engine, store} = engineAtLab({transport, clock: systemClock}, {hosts}, book, 's1', {settings: {}});
	return {engine, store, trips, ran};
};
