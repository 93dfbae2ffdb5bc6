import {failed, said, type LabCommand} from '../command.ts';
import {readOptions} from '../options.ts';
import {keyOf, type SigningKey} from '../packages/signing-keys.ts';

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

const colons = (key: SigningKey, now: number): string => {
	const validity = key.expires !== undefined && key.expires < now ? 'e' : '-';
	return `pub:${validity}:2048:1:${key.id}:${seconds(key.created)}:${key.expires === undefined ? '' : seconds(key.expires)}::-:::scSC::::::23::0:\nfpr:::::::::${key.fingerprint}:\nuid:${validity}::::${seconds(key.created)}::${key.fingerprint.slice(0, 40)}::${key.owner}::::::::::0:\n`;
};

const plain = (key: SigningKey, now: number): string =>
	`pub   rsa2048 ${day(key.created)} [SC]${key.expires === undefined ? '' : ` [${key.expires < now ? 'expired' : 'expires'}: ${day(key.expires)}]`}\n      ${key.fingerprint}\nuid                      ${key.owner}\n\n`;

/** Which key a text is: the armour names nobody, so its first letters do. Docker's begins in 2017, Google's in 2021. */
const addressOf = (text: string): string =>
	text.includes('mQINBFit')
		? 'download.docker.com'
		: text.includes('xsBNBGA')
			? 'aliyun.com/kubernetes/apt'
			: 'pkgs.k8s.io';

export const gpg: LabCommand = {
	names: ['gpg'],
	changes: false,
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, [
			'-o',
			'--output',
			'--homedir',
			'--keyring',
			'--keyserver',
			'--recv-keys',
		]);
		const file = words[0];
		const text = file === undefined || file === '-' ? at.stdin : at.files.read(at.path(file));
		if (flags.has('--version')) return said('gpg (GnuPG) 2.2.40\nlibgcrypt 1.10.1\n');
		if (flags.has('--dearmor')) {
			const output = values.get('-o') ?? values.get('--output');
			const body = /-----BEGIN PGP[^\n]*\n(?:[^\n]*:[^\n]*\n)*\n?([\s\S]*?)(?:\n=[^\n]*)?\n-----END/.exec(
				text ?? '',
			)?.[1];
			if (body === undefined) return failed('gpg: no valid OpenPGP data found.\n', 2);
			if (output === undefined) return said(Buffer.from(body, 'base64').toString('latin1'));
			if (at.files.exists(at.path(output)) && !flags.has('--yes'))
				return failed(`gpg: dearmoring failed: File exists\n`, 2);
			at.files.write(at.path(output), Buffer.from(body, 'base64').toString('latin1'));
			return said('');
		}
		if (flags.has('--show-keys') || flags.has('--import') || flags.has('--list-keys')) {
			if (text === undefined) return failed(`gpg: can't open '${file}': No such file or directory\n`, 2);
			const key = keyOf(text, addressOf(text));
			if (!key) return failed('gpg: no valid OpenPGP data found.\n', 2);
			return said(flags.has('--with-colons') ? colons(key, at.now()) : plain(key, at.now()));
		}
		return failed('gpg: WARNING: no command supplied.  Trying to guess what you mean ...\n', 2);
	},
};
