// SELinux as its own tools show and set it.
import {failed, said, type LabCommand} from '../command.ts';
import {booleans, isOn, modeAtBoot} from '../selinux.ts';

const capital = (word: string): string => `${word[0]!.toUpperCase()}${word.slice(1)}`;

const getenforce: LabCommand = {
	names: ['getenforce'],
	changes: false,
	run: (_, {machine}) => said(`${capital(machine.selinux ?? 'disabled')}\n`),
};

const modes: Readonly<Record<string, 'enforcing' | 'permissive'>> = {
	'0': 'permissive',
	'1': 'enforcing',
	permissive: 'permissive',
	enforcing: 'enforcing',
};

const setenforce: LabCommand = {
	names: ['setenforce'],
	run: ([word = ''], {machine}) => {
		const mode = modes[word.toLowerCase()];
		if (mode === undefined) return failed('usage:  setenforce [ Enforcing | Permissive | 1 | 0 ]\n');
		if (machine.selinux === undefined) return failed('setenforce: SELinux is disabled\n');
		machine.selinux = mode;
		return said('');
	},
};

const sestatus: LabCommand = {
	names: ['sestatus'],
	changes: false,
	run: (_, {machine, files}) =>
		said(
			machine.selinux === undefined
				? 'SELinux status:                 disabled\n'
				: `SELinux status:                 enabled
SELinuxfs mount:                /sys/fs/selinux
SELinux root directory:         /etc/selinux
Loaded policy name:             targeted
Current mode:                   ${machine.selinux}
Mode from config file:          ${modeAtBoot(files) ?? 'disabled'}
Policy MLS status:              enabled
Policy deny_unknown status:     allowed
Memory protection checking:     actual (secure)
Max kernel policy version:      33
`,
		),
};

const getsebool: LabCommand = {
	names: ['getsebool'],
	changes: false,
	run: (args, {machine}) => {
		if (machine.selinux === undefined) return failed('getsebool:  SELinux is disabled\n');
		const names = args.includes('-a') ? Object.keys(booleans) : args;
		const unknown = names.find(name => booleans[name] === undefined);
		if (unknown !== undefined) return failed(`Error getting active value for ${unknown}\n`);
		return said(names.map(name => `${name} --> ${isOn(machine, name) ? 'on' : 'off'}\n`).join(''));
	},
};

const setsebool: LabCommand = {
	names: ['setsebool'],
	run: (args, {machine}) => {
		if (machine.selinux === undefined) return failed('setsebool:  SELinux is disabled.\n');
		const words = args.filter(arg => arg !== '-P').flatMap(arg => arg.split('='));
		const [name = '', value = ''] = words;
		if (booleans[name] === undefined) return failed(`Could not change active booleans: Invalid boolean\n`, 255);
		const on = ['1', 'on', 'true'].includes(value);
		const {now = {}, kept = {}} = machine.sebooleans ?? {};
		machine.sebooleans = {
			now: {...now, [name]: on},
			kept: args.includes('-P') ? {...kept, [name]: on} : kept,
		};
		return said('');
	},
};

export const selinuxCommands: readonly LabCommand[] = [getenforce, setenforce, sestatus, getsebool, setsebool];
