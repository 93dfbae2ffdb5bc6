// A request and its answer, as much of HTTP as an installation meets.
export type Request = {
	readonly scheme: 'http' | 'https';
	/** As the URL names it. */
	readonly host: string;
	readonly port: number;
	readonly method: string;
	readonly path: string;
	/** Common name and group of a client certificate, when one was shown. */
	readonly user?: string;
	/** The header of that name. */
	readonly authorization?: string;
};

export type Reply = {
	readonly kind: 'reply';
	readonly status: number;
	/** `OK`, `Not Found` … */
	readonly text: string;
	readonly body: string;
	readonly type: string;
	readonly location?: string;
	/** The certificate is one the machine's own list of authorities knows. */
	readonly trusted: boolean;
	/** The certificate that was shown. Left out: one that the cluster's authority has signed, for every name. */
	readonly certificate?: string;
};

export type Response =
	| Reply
	/** TLS was spoken to a program that speaks none. */
	| {readonly kind: 'tls-to-plain'}
	/** The program breaks the handshake off: it has no certificate to show. */
	| {readonly kind: 'tls-alert'}
	/** The program wants a client certificate. */
	| {readonly kind: 'certificate-required'}
	/** It answered in something that is not HTTP. */
	| {readonly kind: 'not-http'}
	| {readonly kind: 'empty'};

const texts: Readonly<Record<number, string>> = {
	200: 'OK',
	301: 'Moved Permanently',
	302: 'Found',
	307: 'Temporary Redirect',
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	500: 'Internal Server Error',
	503: 'Service Unavailable',
	504: 'Gateway Timeout',
};

export const reply = (
	status: number,
	body: string,
	type = 'text/plain; charset=utf-8',
	more: {readonly location?: string; readonly trusted?: boolean} = {},
): Reply => ({kind: 'reply', status, text: texts[status] ?? '', body, type, trusted: false, ...more});
