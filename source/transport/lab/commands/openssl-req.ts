// openssl req: what a certificate request asks for.
import {readRequest, type RequestText} from '../cluster/certificate-request.ts';
import {failed, said, type CommandResult, type Shell} from '../command.ts';

const subjectOf = ({subject: {cn, o}}: RequestText, args: readonly string[]): string => {
	const pairs = [...(o === undefined ? [] : [['O', o]]), ['CN', cn]];
	return args.includes('RFC2253')
		? pairs
				.toReversed()
				.map(pair => pair.join('='))
				.join(',')
		: pairs.map(pair => pair.join(' = ')).join(', ');
};

const textOf = (request: RequestText, subject: string): readonly string[] => [
	'Certificate Request:',
	'    Data:',
	'        Version: 1 (0x0)',
	`        Subject: ${subject}`,
	'        Attributes:',
	'            Requested Extensions:',
	'                X509v3 Subject Alternative Name: ',
	`                    ${request.names.map(({kind, value}) => `${kind}:${value}`).join(', ')}`,
	'    Signature Algorithm: sha256WithRSAEncryption',
];

export const opensslRequest = (args: readonly string[], at: Shell): CommandResult => {
	const file = args[args.indexOf('-in') + 1];
	const text = args.includes('-in') ? at.files.read(at.path(file ?? '')) : at.stdinBytes;
	const request = text === undefined ? undefined : readRequest(text);
	if (text === undefined || request === undefined) return failed('Unable to load X509 request\n');
	const subject = subjectOf(request, args);
	const lines = [
		...(args.includes('-text') ? textOf(request, subject) : []),
		...(args.includes('-subject') ? [`subject=${subject}`] : []),
		...(args.includes('-noout') ? [] : [text.trimEnd()]),
	];
	return said(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
};
