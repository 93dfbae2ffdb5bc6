// The haproxy program itself: checking a file, and its version. The service is units/haproxy-unit.ts.
import {type LabCommand, failed, said} from '../command.ts';
import {nextPid} from '../machine.ts';
import {haproxyVersion, isEarly} from '../haproxy/version.ts';
import {checkConfig} from '../units/haproxy-unit.ts';
import type {Machine} from '../world.ts';

/** The dates are those of the releases. */
const versionOf = (machine: Machine): string => {
	const version = haproxyVersion(machine);
	if (isEarly(machine))
		return `HA-Proxy version ${version} 2016/05/10\nCopyright 2000-2016 Willy Tarreau <willy@haproxy.org>\n\n`;
	const branch = version.split('.').slice(0, 2).join('.');
	const upstream = version.replace(/-.*/, '');
	return `HAProxy version ${version} - https://haproxy.org/
Status: long-term supported branch.
Known bugs: http://www.haproxy.org/bugs/bugs-${upstream === version ? branch : upstream}.html
`;
};

const usageOf = (
	machine: Machine,
): string => `${versionOf(machine)}Usage : haproxy [-f <cfgfile|cfgdir>]* [ -vdVD ] [ -n <maxconn> ] [ -N <maxpconn> ]
        [ -p <pidfile> ] [ -m <max megs> ] [ -C <dir> ] [-- <cfgfile>*]
        -v displays version ; -vv shows known build options.
        -c check mode : only check config files and exit
        -q quiet mode : don't display messages
`;

export const haproxy: LabCommand = {
	names: ['haproxy'],
	run: (args, at) => {
		if (args.includes('-v') || args.includes('-vv'))
			return said(
				`${versionOf(at.machine)}Running on: Linux ${at.machine.kernel} #1 SMP PREEMPT_DYNAMIC x86_64\n`,
			);
		const paths = args.flatMap((arg, index) =>
			args[index - 1] === '-f' ? [arg] : /^-f./.test(arg) ? [arg.slice(2)] : [],
		);
		if (paths.length === 0) return failed(usageOf(at.machine));
		const pid = nextPid(at.machine, at.world);
		const checked = paths.map(path => ({path, ...checkConfig(at.world, at.machine, at.files, at.path(path), pid)}));
		const quiet = args.includes('-q');
		const stderr = quiet
			? ''
			: checked.flatMap(({says, path}) => says.map(line => `${line.replaceAll(at.path(path), path)}\n`)).join('');
		const valid = checked.every(one => one.valid);
		if (!args.includes('-c'))
			return failed(`${stderr}haproxy stays in the foreground: use systemctl start haproxy.\n`);
		return {stdout: valid && !quiet ? 'Configuration file is valid\n' : '', stderr, exit: valid ? 0 : 1};
	},
};
