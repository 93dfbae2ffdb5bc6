// Who and what this machine is.
import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {readOptions} from '../options.ts';
import {kindOf} from '../machines/kinds.ts';
import {kernelVersion} from '../proc.ts';
import {resolve} from '../resolve.ts';

const setHostname = (at: Shell, name: string): void => {
	at.machine.hostname = name;
	at.machine.sysctl['kernel.hostname'] = name;
};

const hostname: LabCommand = {
	names: ['hostname'],
	changes: args => args.length > 0,
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['-F', '--file']);
		const own = at.machine.addresses.map(({address}) => address);
		if (flags.has('-I') || flags.has('--all-ip-addresses')) return said(`${own.join(' ')} \n`);
		if (flags.has('-i')) return said(`${resolve(at.world, at.files, at.machine.hostname) ?? own[0] ?? ''}\n`);
		if (flags.has('-d') || flags.has('--domain'))
			return said(
				at.machine.hostname.includes('.') ? `${at.machine.hostname.split('.').slice(1).join('.')}\n` : '\n',
			);
		if (flags.has('-s') || flags.has('--short')) return said(`${at.machine.hostname.split('.')[0]}\n`);
		const file = values.get('-F') ?? values.get('--file');
		const name = file === undefined ? words[0] : at.files.read(at.path(file))?.trim();
		if (name === undefined) return said(`${at.machine.hostname}\n`);
		setHostname(at, name);
		return said('');
	},
};

const valid = /^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?(\.[A-Za-z0-9-]+)*$/;

const line = (label: string, value: string): string => `${label.padStart(16)}: ${value}\n`;

/** The CPE name of os-release, where it has one. */
const platform = (at: Shell): string => {
	const name = /^CPE_NAME="(.*)"$/m.exec(kindOf(at.machine).release)?.[1];
	return name === undefined ? '' : line('CPE OS Name', name);
};

const hostnamectl: LabCommand = {
	names: ['hostnamectl'],
	changes: args => args.length > 1,
	run: (args, at) => {
		const {flags, words} = readOptions(args, ['-H']);
		const [verb = 'status', name] = words;
		const fixed = at.files.read('/etc/hostname')?.trim() ?? '';
		if (verb === 'hostname' || verb === 'set-hostname') {
			if (name === undefined)
				return verb === 'hostname' ? said(`${at.machine.hostname}\n`) : failed('Too few arguments.\n');
			if (!valid.test(name)) return failed(`Could not set static hostname: Invalid hostname '${name}'\n`);
			setHostname(at, name);
			if (!flags.has('--transient')) at.files.write('/etc/hostname', `${name}\n`);
			return said('');
		}
		if (flags.has('--static')) return said(`${fixed}\n`);
		if (verb !== 'status') return failed(`Unknown command verb ${verb}.\n`);
		return said(
			line('Static hostname', fixed) +
				(fixed === at.machine.hostname ? '' : line('Transient hostname', at.machine.hostname)) +
				line('Icon name', 'computer-vm') +
				line('Chassis', kindOf(at.machine).systemd < 250 ? 'vm' : 'vm 🖴') +
				line('Machine ID', at.machine.machineId) +
				line('Boot ID', (at.machine.sysctl['kernel.random.boot_id'] ?? '').replaceAll('-', '')) +
				line('Virtualization', 'kvm') +
				line('Operating System', at.machine.os.pretty) +
				platform(at) +
				line('Kernel', `Linux ${at.machine.kernel}`) +
				line('Architecture', 'x86-64') +
				(kindOf(at.machine).systemd < 246 ? '' : line('Hardware Vendor', 'QEMU')),
		);
	},
};

const uname: LabCommand = {
	names: ['uname'],
	changes: false,
	run: (args, at) => {
		const {flags} = readOptions(args);
		const parts: readonly (readonly [readonly string[], string])[] = [
			[['-s', '--kernel-name'], 'Linux'],
			[['-n', '--nodename'], at.machine.hostname],
			[['-r', '--kernel-release'], at.machine.kernel],
			[['-v', '--kernel-version'], kernelVersion(at.machine)],
			[['-m', '--machine'], 'x86_64'],
			[['-o', '--operating-system'], 'GNU/Linux'],
		];
		const all = flags.has('-a') || flags.has('--all');
		const chosen = parts.filter(([names]) => all || names.some(name => flags.has(name)));
		return said(`${(chosen.length === 0 ? ['Linux'] : chosen.map(([, value]) => value)).join(' ')}\n`);
	},
};

const nproc: LabCommand = {names: ['nproc'], changes: false, run: (_, at) => said(`${at.machine.cpus}\n`)};

const entryOf = (at: Shell, file: string, key: string): string[] | undefined =>
	(at.files.read(file) ?? '')
		.split('\n')
		.map(line => line.split(':'))
		.find(fields => fields[0] === key || fields[2] === key);

const id: LabCommand = {
	names: ['id'],
	changes: false,
	run: (args, at) => {
		const {flags, words} = readOptions(args);
		const name = words[0] ?? 'root';
		const user = entryOf(at, '/etc/passwd', name);
		if (!user) return failed(`id: ‘${name}’: no such user\n`);
		const [login, , uid, gid] = user;
		const groups = (at.files.read('/etc/group') ?? '')
			.split('\n')
			.map(line => line.split(':'))
			.filter(fields => fields[2] === gid || fields[3]?.split(',').includes(login!));
		const group = groups[0]?.[0] ?? gid;
		if (flags.has('-u')) return said(`${flags.has('-n') ? login : uid}\n`);
		if (flags.has('-g')) return said(`${flags.has('-n') ? group : gid}\n`);
		if (flags.has('-G'))
			return said(`${groups.map(fields => (flags.has('-n') ? fields[0] : fields[2])).join(' ')}\n`);
		return said(
			`uid=${uid}(${login}) gid=${gid}(${group}) groups=${groups.map(fields => `${fields[2]}(${fields[0]})`).join(',')}\n`,
		);
	},
};

const whoami: LabCommand = {names: ['whoami', 'logname'], changes: false, run: () => said('root\n')};
const groups: LabCommand = {names: ['groups'], changes: false, run: () => said('root\n')};

const virtualisation: LabCommand = {
	names: ['systemd-detect-virt'],
	changes: false,
	run: args => {
		const quiet = args.includes('-q') || args.includes('--quiet');
		if (args.includes('-c') || args.includes('--container')) return {stdout: quiet ? '' : 'none\n', exit: 1};
		return said(quiet ? '' : 'kvm\n');
	},
};

/** `getent -s dns` leaves /etc/hosts out; it needs a server to ask, and a cable. */
const askDns = ({world, files, machine}: Shell, name: string): string | undefined =>
	!machine.cut && /^nameserver\s/m.test(files.read('/etc/resolv.conf') ?? '') ? world.outside.names[name] : undefined;

const getent: LabCommand = {
	names: ['getent'],
	changes: false,
	run: (args, at) => {
		const {values, words} = readOptions(args, ['-s', '--service']);
		const [database, ...keys] = words;
		const service = values.get('-s') ?? values.get('--service');
		if (database === 'passwd' || database === 'group') {
			const file = `/etc/${database}`;
			if (keys.length === 0) return said(at.files.read(file) ?? '');
			const found = keys.map(key => entryOf(at, file, key)).filter(entry => entry !== undefined);
			return {
				stdout: found.map(entry => `${entry.join(':')}\n`).join(''),
				exit: found.length === keys.length ? 0 : 2,
			};
		}
		if (database === 'hosts' && keys.length === 0)
			return said(
				(at.files.read('/etc/hosts') ?? '')
					.split('\n')
					.filter(line => /^[\d:]/.test(line))
					.map(line => `${line.replace(/\s+/, ' '.repeat(8))}\n`)
					.join(''),
			);
		if (!['hosts', 'ahosts', 'ahostsv4'].includes(database ?? ''))
			return failed(
				`Unknown database: ${database}\nTry \`getent --help' or \`getent --usage' for more information.\n`,
				1,
			);
		let stdout = '';
		for (const key of keys) {
			const address = service === 'dns' ? askDns(at, key) : resolve(at.world, at.files, key);
			if (address === undefined) return {stdout, exit: 2};
			stdout +=
				database === 'hosts'
					? `${address.padEnd(15)} ${key}\n`
					: ['STREAM', 'DGRAM', 'RAW']
							.map((kind, index) => `${address.padEnd(15)} ${kind}${index === 0 ? ` ${key}` : ''}\n`)
							.join('');
		}
		return said(stdout);
	},
};

export const identityCommands: readonly LabCommand[] = [
	hostname,
	hostnamectl,
	uname,
	nproc,
	id,
	whoami,
	groups,
	virtualisation,
	getent,
];
