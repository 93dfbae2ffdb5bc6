// Values out of YAML and JSON that somebody else has written: whatever is not there, or not of the kind, has a substitute.
export type Loose = Record<string, unknown>;

export const loose = (value: unknown): Loose =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};

export const plainText = (value: unknown, otherwise = ''): string =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : otherwise;
