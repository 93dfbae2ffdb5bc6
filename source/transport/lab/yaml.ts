// The one place where the lab reads and writes YAML, as Kubernetes' Go programs do: keys sorted, lists not indented.
import {parseAllDocuments, stringify} from 'yaml';

export class YamlError extends Error {}

const seen = new Map<string, readonly unknown[]>();

/** Every document that is not empty. Parsed once per text: static pods are read again and again. Do not change the answer. */
export const readYaml = (text: string): readonly unknown[] => {
	const known = seen.get(text);
	if (known !== undefined) return known;
	const documents = parseAllDocuments(text);
	const values: unknown[] = [];
	for (const document of Array.isArray(documents) ? documents : []) {
		const [error] = document.errors;
		if (error !== undefined)
			throw new YamlError(`yaml: line ${error.linePos?.[0].line ?? 1}: ${error.message.split(' at line')[0]!}`);
		const value: unknown = document.toJS();
		if (value !== null && value !== undefined) values.push(value);
	}
	if (seen.size > 200) seen.clear();
	seen.set(text, values);
	return values;
};

export const writeYaml = (value: unknown): string =>
	stringify(value, {
		sortMapEntries: true,
		indentSeq: false,
		lineWidth: 0,
		defaultStringType: 'PLAIN',
		aliasDuplicateObjects: false,
	});
