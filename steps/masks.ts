// What may be secret in what hosts print and in what people type: every match is masked. What a group named `before` holds
// stays, so that a person sees what kind of value it was.
import type {Mask} from '../source/engine/declare.ts';

/** Between a name and its value in YAML, TOML, JSON and the shell. */
const is = String.raw`\\?["']?\s*[:=]\s*\\?["']?`;
/** To the end of its quotes, else to the next space or the end of a command. A placeholder is no value. */
const value = String.raw`(?!<)(?:(?<=")[^"\n]+|(?<=')[^'\n]+|[^\s"']*[^\s"';,&|)])`;

export const masks: readonly Mask[] = [
	// The private half of a key pair. No key has so many lines: a first line without its last does not hide all the rest.
	{from: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, to: /-----END [A-Z ]*PRIVATE KEY-----/, lines: 200},
	// A bootstrap token: what stands before its dot is a name, and no secret. The dot comes first, because looking for one
	// letter costs a tenth of looking for words, and a command may print gigabytes.
	/(?<before>\.)(?<=\b[a-z0-9]{6}\.)[a-z0-9]{16}\b/g,
	// A certificate key, after its name or alone on its line.
	/(?<before>certificate[- ]?key["']?[\s:=]+["']?)[0-9a-f]{64}\b/gi,
	/^[0-9a-f]{64}(?=\n|$)/g,
	/(?<before>\n)[0-9a-f]{64}(?=\n|$)/g,
	/(?<before>ca-?cert-?hash(?:es)?["'\s:=[-]*)sha256:[0-9a-f]{64}/gi,
	// Whatever is called a password, however short.
	new RegExp(`(?<before>(?:password|passwd|passphrase|auth_pass)${is})${value}`, 'gi'),
	new RegExp(`(?<before>(?:--[\\w-]*password|auth_pass)\\s+["']?)${value}`, 'gi'),
	// Names that ordinary words may follow as well: only what is long and looks like a key counts.
	new RegExp(
		`(?<before>(?:(?:token|secret|auth|client-key-data|(?:api|access|secret)[-_]?key)${is}|--[\\w-]*token\\s+["']?|bearer\\s+|basic\\s+))[A-Za-z0-9._~+/-]{16,}=*`,
		'gi',
	),
	// https://user:password@host
	/(?<before>:\/\/[^/\s:@]+:)[^@\s/]+(?=@)/g,
];
