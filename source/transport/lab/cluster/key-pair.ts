// What Go says of a certificate and a private key that are not one pair.
import {createPrivateKey, X509Certificate} from 'node:crypto';

/** Computing it takes a while and never changes its answer. */
const known = new Map<string, string | undefined>();

const compare = (certificate: string, key: string): string | undefined => {
	try {
		const shown = new X509Certificate(certificate);
		const own = createPrivateKey(key);
		if (shown.checkPrivateKey(own)) return undefined;
		return shown.publicKey.asymmetricKeyType === own.asymmetricKeyType
			? 'tls: private key does not match public key'
			: 'tls: private key type does not match public key type';
	} catch {
		// One of them is no certificate, or no key: not what is asked for here.
		return undefined;
	}
};

/** Undefined: they are one, or cannot be read. */
export const pairTrouble = (certificate: string | undefined, key: string | undefined): string | undefined => {
	if (certificate === undefined || key === undefined) return undefined;
	const both = certificate + key;
	if (!known.has(both)) {
		if (known.size > 200) known.clear();
		known.set(both, compare(certificate, key));
	}
	return known.get(both);
};
