// curl's --write-out variables.
import type {Fetched} from './curl.ts';

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(6);

export const writeOut = (
	format: string,
	{reply, trouble, address, took, url}: Fetched & {readonly url: string},
	asked: string,
): string => {
	const connected = trouble === undefined || ![6, 7, 28].includes(trouble.exit);
	const values: Readonly<Record<string, string>> = {
		http_code: String(reply === undefined || trouble !== undefined ? 0 : reply.status).padStart(3, '0'),
		response_code: String(reply === undefined || trouble !== undefined ? 0 : reply.status).padStart(3, '0'),
		time_total: seconds(took),
		time_connect: seconds(connected ? Math.min(took, 1) : 0),
		time_namelookup: seconds(0),
		time_starttransfer: seconds(connected ? took : 0),
		size_download: String(Buffer.byteLength(reply?.body ?? '')),
		content_type: reply?.type ?? '',
		remote_ip: connected ? (address ?? '') : '',
		url_effective: url,
		url: asked,
		exitcode: String(trouble?.exit ?? 0),
		errormsg: trouble?.message ?? '',
		num_connects: connected ? '1' : '0',
		scheme: url.startsWith('https') ? 'HTTPS' : 'HTTP',
		ssl_verify_result: trouble?.exit === 60 ? '20' : '0',
	};
	return format
		.replaceAll(/%\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
		.replaceAll(/\\([nrt\\])/g, (_, letter: string) => ({n: '\n', r: '\r', t: '\t', '\\': '\\'})[letter]!)
		.replaceAll('%%', '%');
};
