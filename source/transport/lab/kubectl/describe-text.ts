// Small pieces that several pages of `describe` share.

/** `Mon, 23 Nov 2026 09:42:17 +0000` */
export const longTime = (stamp: unknown): string =>
	typeof stamp === 'string' ? new Date(stamp).toUTCString().replace('GMT', '+0000') : '<unset>';

export const labelLines = (labels: unknown): string =>
	Object.entries((labels as Record<string, string> | undefined) ?? {})
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, value]) => `${key}=${value}`)
		.join('\n') || '<none>';

export const annotationLines = (annotations: unknown): string =>
	Object.entries((annotations as Record<string, string> | undefined) ?? {})
		.filter(([key]) => key !== 'kubectl.kubernetes.io/last-applied-configuration')
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(
			([key, value]) =>
				`${key}: ${value.includes('\n') ? `\n  ${value.trimEnd().replaceAll('\n', '\n  ')}` : value}`,
		)
		.join('\n') || '<none>';

/** A row whose value has several lines: the others stand below the first. */
export const rows = (head: string, text: string): string[][] =>
	text.split('\n').map((line, index) => [index === 0 ? head : '', line]);

export const indent = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by);
