// Tables, ages and sizes as crictl prints them.
export const ago = (milliseconds: number): string => {
	const seconds = Math.floor(milliseconds / 1000);
	if (seconds < 1) return 'Less than a second ago';
	if (seconds < 60) return `${seconds} seconds ago`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 2) return 'About a minute ago';
	if (minutes < 60) return `${minutes} minutes ago`;
	const hours = Math.floor(minutes / 60);
	return hours < 2 ? 'About an hour ago' : hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
};

export const table = (rows: readonly (readonly string[])[]): string => {
	const widths = rows[0]!.map((_, column) => Math.max(20, ...rows.map(row => row[column]!.length + 4)));
	return `${rows
		.map(row =>
			row
				.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!)))
				.join('')
				.trimEnd(),
		)
		.join('\n')}\n`;
};

export const size = (bytes: number): string =>
	bytes >= 1_000_000 ? `${(bytes / 1_000_000).toPrecision(3)}MB` : `${(bytes / 1000).toPrecision(3)}kB`;
