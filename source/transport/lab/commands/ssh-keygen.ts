// ssh-keygen and ssh-keyscan: keys are made, looked at, and shown by hosts that answer.
import {quote} from '../../../engine/script.ts';
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {digest} from '../machine.ts';
import {connect} from '../network.ts';
import {readOptions} from '../options.ts';
import {resolve} from '../resolve.ts';
import {fingerprintOf, hostKeyFile, keyPair, openHalf} from '../ssh-keys.ts';

const keyscan: LabCommand = {
	names: ['ssh-keyscan'],
	run: async (args, at): Promise<CommandResult> => {
		const {values, words: hosts} = readOptions(args, ['-p', '-T', '-t', '-f', '-O']);
		const port = Number(values.get('-p') ?? 22);
		const lines: string[] = [];
		for (const host of hosts) {
			const address = resolve(at.world, at.files, host);
			const found = address === undefined ? undefined : connect(at.world, at.filesOf, at.machine, address, port);
			if (found?.outcome === 'timeout') await at.pass(Number(values.get('-T') ?? 5) * 1000);
			if (found?.outcome !== 'open') continue;
			const open = at.filesOf(found.machine.name).read(`${hostKeyFile}.pub`)?.split(' ').slice(0, 2).join(' ');
			if (open !== undefined) lines.push(`${port === 22 ? host : `[${host}]:${port}`} ${open}\n`);
		}
		return said(lines.join(''), lines.length === 0 ? 1 : 0);
	},
};

const make = (at: Shell, file: string, comment: string | undefined, quiet: boolean): CommandResult => {
	const {secret, open} = keyPair(digest('ssh-key', at.world.seed, at.now(), at.machine.name, at.files.changes()));
	const named = `${open} ${comment ?? `root@${at.machine.hostname}`}`;
	at.files.write(file, secret, 0o600);
	at.files.write(`${file}.pub`, `${named}\n`, 0o644);
	return said(
		quiet
			? ''
			: `Generating public/private ed25519 key pair.\nYour identification has been saved in ${file}\nYour public key has been saved in ${file}.pub\nThe key fingerprint is:\n${fingerprintOf(open)} ${comment ?? `root@${at.machine.hostname}`}\n`,
	);
};

const keygen: LabCommand = {
	names: ['ssh-keygen'],
	run: (args, at) => {
		const {flags, values} = readOptions(args, ['-f', '-t', '-N', '-b', '-C', '-R', '-F', '-P', '-E']);
		if (values.has('-R') || values.has('-F')) return said('');
		const given = values.get('-f') ?? '/root/.ssh/id_ed25519';
		const file = at.path(given);
		if (flags.has('-y')) {
			const open = openHalf(at.files.read(file) ?? '');
			return open === undefined
				? failed(
						`Load key "${given}": ${at.files.exists(file) ? 'invalid format' : 'No such file or directory'}\n`,
						255,
					)
				: said(`${open}\n`);
		}
		if (flags.has('-l')) {
			const text = at.files.read(file) ?? '';
			const beside = at.files.read(`${file}.pub`)?.trim();
			const open = beside ?? openHalf(text) ?? /^ssh-ed25519 \S+.*$/m.exec(text)?.[0];
			const comment = open?.split(' ').slice(2).join(' ') || 'no comment';
			return open === undefined
				? failed(
						`ssh-keygen: ${given}: ${text === '' ? 'No such file or directory' : 'is not a public key file.'}\n`,
						255,
					)
				: said(`256 ${fingerprintOf(open)} ${comment} (ED25519)\n`);
		}
		return make(at, file, values.get('-C'), flags.has('-q'));
	},
};

const copyId: LabCommand = {
	names: ['ssh-copy-id'],
	run: (args, at) => at.exec(`ssh ${quote(readOptions(args, ['-i', '-p', '-o']).words[0] ?? '')} true`),
};

export const keyCommands: readonly LabCommand[] = [keyscan, keygen, copyId];
