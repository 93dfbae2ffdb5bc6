// Unit files as they lie on the disk: where they are, what they say, and whether they are enabled.
import type {Files} from './files.ts';
import type {UnitDeclaration} from './unit.ts';

const directories = [
	'/etc/systemd/system',
	'/run/systemd/system',
	'/usr/local/lib/systemd/system',
	'/lib/systemd/system',
	'/usr/lib/systemd/system',
];

/** Where systemd reads a unit from. A link to /dev/null (masked) has no file. */
export const unitFile = (files: Files, name: string): string | undefined =>
	directories
		.map(directory => `${directory}/${name}`)
		.find(path => files.linkTarget(path) !== '/dev/null' && files.read(path) !== undefined);

const wants = '/etc/systemd/system/multi-user.target.wants';

export const isEnabled = (files: Files, name: string): boolean => files.linkTarget(`${wants}/${name}`) !== undefined;

/** Links that `enable` makes, as systemctl prints them. */
export const enableLinks = (files: Files, name: string): string[] => {
	const path = unitFile(files, name);
	if (path === undefined || isEnabled(files, name)) return [];
	files.link(path, `${wants}/${name}`);
	return [`Created symlink ${wants}/${name} → ${path}.`];
};

export const disableLinks = (files: Files, name: string): string[] => {
	if (!isEnabled(files, name)) return [];
	files.remove(`${wants}/${name}`);
	return [`Removed "${wants}/${name}".`];
};

/** The value of a setting in a unit file: the last one counts. */
export const setting = (text: string, name: string): string | undefined =>
	text
		.split('\n')
		.filter(line => line.startsWith(`${name}=`))
		.at(-1)
		?.slice(name.length + 1)
		.trim();

export const hasInstall = (text: string): boolean => /^\[Install\]/m.test(text);

const types = ['simple', 'notify', 'forking', 'oneshot'] as const;

/** A unit nobody declared: an operator has written its file. */
export const declarationFrom = (name: string, text: string): UnitDeclaration => {
	const said = setting(text, 'Type');
	const execStart = (setting(text, 'ExecStart') ?? '').replace(/^[-@:+!]+/, '');
	const program = execStart.split(' ', 1)[0]?.split('/').at(-1);
	return {
		name,
		description: setting(text, 'Description') ?? name,
		type: types.find(type => type === said) ?? 'simple',
		execStart,
		...(program && {program}),
	};
};

/** The text of a declared unit that comes without one. */
export const textOf = (declaration: UnitDeclaration): string =>
	declaration.text ??
	`[Unit]
Description=${declaration.description}
${(declaration.documentation ?? []).map(page => `Documentation=${page}\n`).join('')}
[Service]
Type=${declaration.type}
${declaration.execStartPre ? `ExecStartPre=${declaration.execStartPre}\n` : ''}ExecStart=${declaration.execStart}
${declaration.reload ? 'ExecReload=/bin/kill -HUP $MAINPID\n' : ''}${declaration.restartAfter === undefined ? '' : `Restart=always\nRestartSec=${declaration.restartAfter}\n`}
[Install]
WantedBy=multi-user.target
`;
