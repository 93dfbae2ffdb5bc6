/** A value of an object as a word: numbers and truth as they are written, lists and maps as JSON, nothing as `empty`. */
export const word = (value: unknown, empty = ''): string => {
	if (value === undefined || value === null || value === '') return empty;
	if (typeof value === 'object') return JSON.stringify(value);
	return typeof value === 'string' ? value : `${value as number | boolean}`;
};
