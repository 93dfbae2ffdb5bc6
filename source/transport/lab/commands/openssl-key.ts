// openssl rsa, pkey and genrsa: private keys and their public halves.
import {createPrivateKey, createPublicKey} from 'node:crypto';
import {newKey} from '../cluster/x509.ts';
import {failed, said, type Shell} from '../command.ts';
import {input, noFile, options, type Answer} from './openssl-input.ts';

/** rsa and pkey: a key in, a key out, public when -pubin or -pubout says so. */
export const key = (args: readonly string[], at: Shell): Answer => {
	const chosen = options(args, ['in', 'out', 'inform', 'outform', 'passin']);
	const text = input(at, chosen);
	if (text === undefined) return noFile('rsa', chosen);
	try {
		const isPublic = chosen.flags.has('--pubin');
		const wantsPublic = isPublic || chosen.flags.has('--pubout');
		if (chosen.flags.has('--noout')) return said('');
		const der = chosen.values.get('--outform')?.toLowerCase() === 'der';
		const exported = wantsPublic
			? // A certificate before the private key is passed over.
				createPublicKey(isPublic ? text : createPrivateKey(text)).export({
					type: 'spki',
					format: der ? 'der' : 'pem',
				} as {type: 'spki'; format: 'pem'})
			: createPrivateKey(text).export({type: 'pkcs8', format: der ? 'der' : 'pem'} as {
					type: 'pkcs8';
					format: 'pem';
				});
		return typeof exported === 'string'
			? said(exported)
			: {stdout: (exported as Buffer).toString('latin1'), bytes: true};
	} catch {
		return failed('Could not read key from <stdin>\n');
	}
};

/** Silent, as it has been since 3.0; a new key each time. */
export const drawKey = (): Answer => said(createPrivateKey(newKey()).export({type: 'pkcs8', format: 'pem'}) as string);
