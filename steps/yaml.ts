// YAML from data, for the configuration and the manifests that steps write. Blocks like a person writes them.

export type Yaml = string | number | boolean | readonly Yaml[] | {readonly [key: string]: Yaml | undefined};

/** Words that YAML 1.1 or 1.2 reads as something else than text. */
const reserved = /^(true|false|yes|no|on|off|null|y|n)$/i;
const plain = /^[A-Za-z/][\w./-]*(:[\w./-]+)*$/;
const address = /^\d+\.\d+\.\d+\.\d+(:\d+|\/\d+)?$/;

const scalar = (value: string | number | boolean): string => {
	if (typeof value !== 'string') return String(value);
	return (plain.test(value) && !reserved.test(value)) || address.test(value) ? value : JSON.stringify(value);
};

const isBlock = (value: Yaml): value is string => typeof value === 'string' && /\n/.test(value.trimEnd());

const entriesOf = (value: {readonly [key: string]: Yaml | undefined}): readonly (readonly [string, Yaml])[] =>
	Object.entries(value).filter((entry): entry is [string, Yaml] => entry[1] !== undefined);

const indent = (lines: readonly string[]): readonly string[] => lines.map(line => (line === '' ? '' : `  ${line}`));

/** What stands behind `key:`: on the same line, or as lines below it. */
const behind = (key: string, value: Yaml): readonly string[] => {
	if (isBlock(value)) return [`${key}: |${value.endsWith('\n') ? '' : '-'}`, ...indent(value.trimEnd().split('\n'))];
	if (typeof value !== 'object') return [`${key}: ${scalar(value)}`];
	if (Array.isArray(value)) return value.length === 0 ? [`${key}: []`] : [`${key}:`, ...linesOf(value)];
	const lines = linesOf(value);
	return lines.length === 0 ? [`${key}: {}`] : [`${key}:`, ...indent(lines)];
};

const linesOf = (value: Yaml): readonly string[] => {
	if (typeof value !== 'object') return [scalar(value)];
	if (!Array.isArray(value)) {
		return entriesOf(value as {readonly [key: string]: Yaml | undefined}).flatMap(([key, inner]) =>
			behind(scalar(key), inner),
		);
	}
	return (value as readonly Yaml[]).flatMap(item => {
		const [first = '{}', ...rest] = linesOf(item);
		return [`- ${first}`, ...indent(rest)];
	});
};

/** One or more documents, in order. */
export const yaml = (...documents: readonly Yaml[]): string =>
	`${documents.map(document => linesOf(document).join('\n')).join('\n---\n')}\n`;
