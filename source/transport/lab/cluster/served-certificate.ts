// What a client makes of the certificate that an API server shows it: its dates, and the name it was called by.
import {X509Certificate} from 'node:crypto';
import type {FilesOf} from '../files.ts';
import type {Machine, World} from '../world.ts';
import {pki} from './pki.ts';

type Parsed = {readonly from: number; readonly until: number; readonly names: readonly string[]};

/** Reading one takes a while and never changes its answer. */
const parsed = new Map<string, Parsed | undefined>();

const parse = (text: string): Parsed | undefined => {
	if (parsed.has(text)) return parsed.get(text);
	let found: Parsed | undefined;
	try {
		const certificate = new X509Certificate(text);
		const names = (certificate.subjectAltName ?? '')
			.split(', ')
			.map(entry => entry.replace(/^(?:DNS|IP Address):/, ''));
		found = {from: Date.parse(certificate.validFrom), until: Date.parse(certificate.validTo), names};
	} catch {
		// No certificate: the API server would not run with it, and nobody comes as far as this.
	}
	if (parsed.size > 100) parsed.clear();
	parsed.set(text, found);
	return found;
};

const when = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

const isAddress = (name: string): boolean => /^\d+(?:\.\d+){3}$|:/.test(name);

/** In the words of Go's TLS; undefined when it is accepted. */
export const certificateRefused = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	server: Machine,
	host: string,
): string | undefined => {
	const shown = parse(filesOf(server.name).read(`${pki}/apiserver.crt`) ?? '');
	if (shown === undefined) return undefined;
	const now = world.now + from.clockOffset;
	const words = 'tls: failed to verify certificate: x509: certificate';
	const expired = `${words} has expired or is not yet valid: current time ${when(now)} is`;
	if (now < shown.from) return `${expired} before ${when(shown.from)}`;
	if (now > shown.until) return `${expired} after ${when(shown.until)}`;
	if (shown.names.includes(host)) return undefined;
	const alike = shown.names.filter(name => isAddress(name) === isAddress(host));
	return `${words} is valid for ${alike.join(', ')}, not ${host}`;
};
