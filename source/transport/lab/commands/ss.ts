import {said, type LabCommand} from '../command.ts';
import {listenersOf} from '../listeners.ts';
import {readOptions} from '../options.ts';
import type {Listener} from '../unit.ts';

const shown = ({address, port}: Listener): string =>
	`${address.includes(':') ? `[${address}]` : address === 'eth0' ? '0.0.0.0' : address}:${port}`;

const peer = ({address}: Listener): string =>
	address.includes(':') ? '[::]:*' : address === '*' ? '*:*' : '0.0.0.0:*';

/** `sport = :6443`, `sport = 6443`, `( sport = :a or sport = :b )`. */
const portsWanted = (words: readonly string[]): readonly number[] =>
	[...words.join(' ').matchAll(/sport\s*(?:=|==|eq)?\s*:?(\d+)/g)].map(([, port]) => Number(port));

export const ss: LabCommand = {
	names: ['ss', 'netstat'],
	changes: false,
	run: (args, at) => {
		const {flags, words} = readOptions(args, ['-f', '-F']);
		const has = (...names: readonly string[]): boolean => names.some(name => flags.has(name));
		const tcp = has('-t', '--tcp');
		const udp = has('-u', '--udp');
		const both = tcp === udp;
		const wanted = portsWanted(words);
		const sockets = listenersOf(at.world, at.machine, at.filesOf)
			.filter(({protocol}) => (protocol === 'tcp' && (both || tcp)) || (protocol === 'udp' && (both || udp)))
			.filter(({address}) =>
				has('-4') ? !address.includes(':') : has('-6') ? address.includes(':') || address === '*' : true,
			)
			.filter(({port}) => wanted.length === 0 || wanted.includes(port))
			.toSorted((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol === 'udp' ? -1 : 1));
		// Without -l only connections are shown, and nobody keeps one open here.
		const listening = has('-l', '--listening', '-a', '--all') ? sockets : [];
		const netid = both;
		const processes = has('-p', '--processes');
		const rows = listening.map(socket => {
			const state = socket.protocol === 'udp' ? 'UNCONN' : 'LISTEN';
			const users = processes
				? `users:(("${socket.program}",pid=${socket.pid},fd=${3 + (socket.port % 9)}))`
				: '';
			return [
				...(netid ? [socket.protocol] : []),
				state,
				'0',
				socket.protocol === 'udp' ? '0' : '4096',
				shown(socket),
				peer(socket),
				users,
			];
		});
		const head = [
			...(netid ? ['Netid'] : []),
			'State',
			'Recv-Q',
			'Send-Q',
			'Local Address:Port',
			'Peer Address:Port',
			processes ? 'Process' : '',
		];
		const all = has('-H', '--no-header') ? rows : [head, ...rows];
		const right = new Set(['Local Address:Port', 'Peer Address:Port']);
		const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]!.length)));
		return said(
			all
				.map(
					row =>
						`${row
							.map((cell, column) =>
								right.has(head[column]!)
									? cell.padStart(widths[column]!)
									: cell.padEnd(widths[column]!),
							)
							.join(' ')
							.trimEnd()}\n`,
				)
				.join(''),
		);
	},
};
