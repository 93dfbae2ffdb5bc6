// ctr: containerd's own tool; the kubelet's images and containers are in the namespace k8s.io.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {plainContainerdVersion} from '../units/containerd-unit.ts';
import {keep, present, pull, reference} from '../cluster/registry.ts';

const refs = (at: Shell): CommandResult => {
	const rows = at.machine.images.map(image => [
		`${image.name}:${image.tag}`,
		'application/vnd.oci.image.index.v1+json',
		`sha256:${image.id}`,
		`${(image.sizeBytes / 1_048_576).toFixed(1)} MiB`,
		'linux/amd64',
		'io.cri-containerd.image=managed',
	]);
	const all = [['REF', 'TYPE', 'DIGEST', 'SIZE', 'PLATFORMS', 'LABELS'], ...rows];
	const widths = all[0]!.map((_, column) => Math.max(...all.map(row => row[column]!.length)) + 1);
	return said(all.map(row => `${row.map((cell, column) => cell.padEnd(widths[column]!)).join('')}\n`).join(''));
};

const fetch = async (at: Shell, name: string): Promise<CommandResult> => {
	// ctr knows no short names.
	if (!name.includes('/')) return failed(`ctr: failed to resolve reference "${name}": object required\n`);
	const result = pull(at.world, at.machine, at.files, name);
	if ('error' in result)
		return failed(
			`ctr: ${result.error.replace(/^rpc error: code = \w+ desc = failed to pull and unpack image "[^"]*": /, '')}\n`,
		);
	if (present(at.machine, name) === undefined) await at.pass(result.milliseconds);
	const image = keep(at.machine, result.image);
	return said(
		`${reference(name).full}: resolved       |++++++++++++++++++++++++++++++++++++++|\nelapsed: ${(result.milliseconds / 1000).toFixed(1)} s total:  ${(image.sizeBytes / 1_048_576).toFixed(1)} M\nunpacking linux/amd64 sha256:${image.id}...\ndone: 214.3ms\n`,
	);
};

const removeImages = (at: Shell, names: readonly string[]): CommandResult => {
	const gone = names.filter(name => present(at.machine, name) !== undefined);
	at.machine.images = at.machine.images.filter(image => !names.includes(`${image.name}:${image.tag}`));
	const missing = names.filter(name => !gone.includes(name));
	return missing.length === 0
		? said(`${gone.join('\n')}\n`)
		: failed(missing.map(name => `ctr: image "${name}": not found\n`).join(''));
};

const tagImage = (at: Shell, [from = '', to = '']: readonly string[], force: boolean): CommandResult => {
	const image = present(at.machine, from);
	if (image === undefined) return failed(`ctr: image "${from}": not found\n`);
	if (present(at.machine, to) !== undefined && !force) return failed(`ctr: image "${to}": already exists\n`);
	const {host, path, tag} = reference(to);
	keep(at.machine, {...image, name: `${host}/${path}`, tag});
	return said(`${to}\n`);
};

export const ctr: LabCommand = {
	names: ['ctr'],
	run: (args, at) => {
		let rest = [...args];
		let namespace = 'default';
		while (rest[0]?.startsWith('-')) {
			const [flag = ''] = rest;
			if (flag === '-v' || flag === '--version')
				return said(`ctr containerd.io ${plainContainerdVersion(at.machine)}\n`);
			const inline = flag.includes('=');
			if (/^(-n|--namespace)/.test(flag)) namespace = inline ? flag.split('=')[1]! : (rest[1] ?? '');
			rest = rest.slice(inline ? 1 : 2);
		}
		if (at.machine.runtime === undefined)
			return failed(
				'ctr: failed to dial "/run/containerd/containerd.sock": connection error: desc = "transport: error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory"\n',
			);
		const [noun = '', verb = '', ...more] = rest;
		const names = more.filter(arg => !arg.startsWith('-'));
		if (noun === 'version')
			return said(
				`Client:\n  Version:  ${at.machine.runtime.version}\n\nServer:\n  Version:  ${at.machine.runtime.version}\n`,
			);
		const shared = namespace === 'k8s.io';
		if (['images', 'image', 'i'].includes(noun)) {
			if (['ls', 'list'].includes(verb))
				return shared ? refs(at) : said('REF TYPE DIGEST SIZE PLATFORMS LABELS \n');
			if (verb === 'pull' && names[0] !== undefined) return fetch(at, names[0]);
			if (verb === 'tag') return tagImage(at, names, more.includes('--force'));
			if (['rm', 'delete', 'remove'].includes(verb)) return removeImages(at, names);
		}
		if (['containers', 'c', 'container'].includes(noun) && ['ls', 'list', ''].includes(verb)) {
			const shown = shared ? at.machine.containers : [];
			return said(
				`CONTAINER                                                           IMAGE                                      RUNTIME                  \n${shown.map(container => `${container.id}    ${container.image.padEnd(42)} io.containerd.runc.v2    \n`).join('')}`,
			);
		}
		if (['namespaces', 'namespace', 'ns'].includes(noun))
			return said('NAME   LABELS \nk8s.io        \nmoby          \n');
		if (['tasks', 'task', 't'].includes(noun)) {
			const shown = shared ? at.machine.containers.filter(container => container.state === 'running') : [];
			return said(
				`TASK                                                                PID      STATUS    \n${shown.map((container, index) => `${container.id}    ${String(2000 + index).padEnd(9)}RUNNING\n`).join('')}`,
			);
		}
		return failed(`No help topic for '${noun}'\n`, 3);
	},
};
