// Keys that sign package sources: who they belong to, and when they end.

export type SigningKey = {
	readonly id: string;
	readonly fingerprint: string;
	readonly owner: string;
	readonly created: number;
	readonly expires?: number;
};

const kubernetes: SigningKey = {
	id: '234654DA9A296436',
	fingerprint: 'DE15B14486CD377B9E876E1A234654DA9A296436',
	owner: 'isv:kubernetes OBS Project <isv:kubernetes@build.opensuse.org>',
	created: Date.UTC(2022, 7, 25, 17, 53, 11),
	// The renewed key, as observed in July 2026.
	expires: Date.UTC(2026, 11, 29, 18, 0, 0),
};

const docker: SigningKey = {
	id: '8D81803C0EBFCD88',
	fingerprint: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88',
	owner: 'Docker Release (CE deb) <docker@docker.com>',
	created: Date.UTC(2017, 1, 22, 18, 36, 26),
};

const google: SigningKey = {
	id: 'B53DC80D13EDEF05',
	fingerprint: '7F92E05B31093BEF5A3C2D38FEEA9169307EA071',
	owner: 'Google Cloud Packages Automatic Signing Key <gc-team@google.com>',
	created: Date.UTC(2021, 2, 1, 8, 8, 28),
};

const byAddress: readonly (readonly [RegExp, SigningKey])[] = [
	[/download\.docker\.com|\/docker-ce\//, docker],
	[/aliyun\.com\/kubernetes\/(?:apt|yum)/, google],
	[/./, kubernetes],
];

const isKey = (text: string): boolean =>
	text.includes('-----BEGIN PGP PUBLIC KEY') ||
	text.startsWith('\u0099') ||
	text.startsWith('\uFFFD') ||
	text.startsWith('-----BEGIN');

/** The key of a source, when the text is one at all. */
export const keyOf = (text: string, address: string): SigningKey | undefined =>
	isKey(text) ? byAddress.find(([pattern]) => pattern.test(address))?.[1] : undefined;
