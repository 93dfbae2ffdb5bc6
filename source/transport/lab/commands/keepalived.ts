// The keepalived program itself: testing a file, and its version. The service is units/keepalived-unit.ts.
import {type LabCommand, failed} from '../command.ts';
import {readKeepalivedConfig} from '../keepalived/config.ts';
import {keepalivedConfigPath, keepalivedVersion, networkCards} from '../units/keepalived-unit.ts';

export const keepalived: LabCommand = {
	names: ['keepalived'],
	run: (args, at) => {
		if (args.includes('-v') || args.includes('--version'))
			return {
				stderr: `${keepalivedVersion}\n\nCopyright(C) 2001-2022 Alexandre Cassen, <acassen@gmail.com>\n\nBuilt with kernel headers for Linux 5.19.11\nRunning on Linux ${at.machine.kernel} #1 SMP PREEMPT_DYNAMIC\n`,
			};
		const named = args.findIndex(arg => arg === '-f' || arg === '--use-file');
		const path =
			args.find(arg => arg.startsWith('--use-file='))?.slice(11) ??
			(named === -1 ? keepalivedConfigPath : (args[named + 1] ?? ''));
		if (!args.some(arg => arg === '-t' || arg.startsWith('--config-test')))
			return failed('keepalived stays in the foreground: use systemctl start keepalived.\n');
		const text = at.files.read(at.path(path));
		if (text === undefined) return failed(`Unable to find configuration file ${path} (glob returned 3)\n`, 5);
		const {says, fatal, unbalanced} = readKeepalivedConfig(text, path, networkCards);
		const braces = says.find(line => line.includes("missing '}'s"));
		// Three programs of its read the file, and each of them says so.
		const lines = unbalanced && braces !== undefined ? [braces, braces, ...says, braces] : says;
		return {stderr: lines.map(line => `${line}\n`).join(''), exit: fatal || says.length > 0 ? 5 : 0};
	},
};
