// Who a client certificate says it is.
import {X509Certificate} from 'node:crypto';

/** Common name and organisations (the groups of Kubernetes). Undefined when the text is no certificate. */
export const certificateUser = (
	pem: string,
): {readonly name: string; readonly groups: readonly string[]} | undefined => {
	try {
		const {subject} = new X509Certificate(pem);
		const parts = subject.split('\n').map(line => line.split('=') as [string, string]);
		const name = parts.find(([key]) => key === 'CN')?.[1] ?? '';
		return {name, groups: parts.filter(([key]) => key === 'O').map(([, value]) => value)};
	} catch {
		return undefined;
	}
};

export const commonName = (pem: string): string | undefined => certificateUser(pem)?.name;
