// Bash in which every inserted value is quoted. Steps write their scripts with these four functions and nothing else.

/** A piece of bash that is inserted as it stands, because `sh` or `variable` made it. */
export type Fragment = {readonly bash: string};

export type Insertable = string | number | Fragment | readonly Insertable[];

const plain = /^[\w@%+=:,./-]+$/;

/** One word for bash, whatever is in it. A NUL cannot be said in bash at all and is an error. */
export const quote = (value: string): string => {
	if (value.includes('\0')) throw new Error('A NUL character cannot be part of a command.');
	return plain.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
};

const insert = (value: Insertable): string => {
	if (typeof value === 'number') return String(value);
	if (typeof value === 'string') return quote(value);
	return 'bash' in value ? value.bash : value.map(insert).join(' ');
};

/** The common indentation of a template goes, so that scripts can be indented like the code around them. */
const dedent = (text: string): string => {
	const lines = text
		.replace(/^\n/, '')
		.replace(/\n[\t ]*$/, '')
		.split('\n');
	const margins = lines.filter(line => line.trim() !== '').map(line => /^\t*/.exec(line)![0].length);
	const margin = Math.min(...margins, 100);
	return lines.map(line => line.slice(Math.min(margin, /^\t*/.exec(line)![0].length))).join('\n');
};

/**
 * Bash from a template: strings are quoted as one word each, lists as one word per item, fragments stand as they are.
 * The template's own tabs of indentation are removed; backslashes stand as written. Do not insert into a here-document:
 * quotes would become part of its text; that is what `writeFile` is for.
 */
export const sh = (template: TemplateStringsArray, ...values: readonly Insertable[]): string => {
	// Values go in after dedenting: a value's own lines must not be shifted.
	const marked = template.raw.reduce((text, part, index) => `${text}\0${index - 1}\0${part}`);
	return dedent(marked).replace(/\0(\d+)\0/g, (_, index: string) => insert(values[Number(index)]!));
};

/** Bash made by `sh` elsewhere, to be inserted into another script without quotes. */
export const fragment = (bash: string): Fragment => ({bash});

/** Writes a whole file: `content` reaches the host letter by letter, whatever is in it. */
export const writeFile = (path: string, content: string, mode?: `${number}`): Fragment => {
	let end = 'EOF';
	while (content.split('\n').includes(end)) end += '_';
	const body = content.endsWith('\n') ? content : `${content}\n`;
	const lines = [`cat > ${quote(path)} <<'${end}'`, `${body}${end}`];
	if (mode !== undefined) lines.unshift(`install -m ${mode} /dev/null ${quote(path)}`);
	return {bash: lines.join('\n')};
};

/** The value of a shell variable as one word, for scripts that run without kubewalk. */
export const variable = (name: string): Fragment => ({bash: `"$${name}"`});
