// A question before the screen is there: the fingerprint of a host, answered with y or n.
import {createInterface} from 'node:readline/promises';
import type {Ask} from './open-ssh.ts';

/** Asks on the plain terminal. Only what is answered with yes or no can be asked here. */
export const askInTerminal =
	(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Ask =>
	async ({kind, title, lines}) => {
		if (kind !== 'confirm') return undefined;
		const terminal = createInterface({input, output});
		try {
			const answer = await terminal.question(`${[title, ...lines].join('\n  ')} [y/N] `);
			return /^\s*(?:y|yes|是)\s*$/i.test(answer) ? 'yes' : undefined;
		} finally {
			terminal.close();
		}
	};
