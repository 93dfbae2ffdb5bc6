// What an operator pastes: a transcript of shells, a journal, a description, an error in a chat. Every line belongs to the
// command above it; what has none is free text.
import type {Question} from '../../engine/declare.ts';
import {pastedPassage, type Bundle, type Passage} from '../../engine/diagnose/bundle.ts';

type Prompt = {readonly host: string; readonly command: string};

const name = String.raw`[A-Za-z0-9][\w.-]{0,62}`;

/** Prompts that say where they are; a time in brackets may stand before them. */
const prompts: readonly RegExp[] = [
	// [root@m1 ~]# command
	new RegExp(String.raw`^(?:\([\w.-]+\) ?)?\[[\w.-]+@(?<host>${name})(?: [^\]]{0,80})?\] ?[#$] ?(?<command>.*)$`),
	// root@m1:~# command, user@m1:/etc$ command, root@m1# command
	new RegExp(String.raw`^(?:\([\w.-]+\) ?)?[\w.-]+@(?<host>${name})(?::[^#$]{0,80})?[#$] ?(?<command>.*)$`),
	// m1# command
	new RegExp(String.raw`^(?<host>${name})[#$] (?<command>.*)$`),
];

/** `# cat /proc/swaps` is a command, `# managed by cloud-init` is not: a command begins with a program's name. */
const plain = /^[#$] (?<command>(?:sudo )?(?<program>[a-z][\w./-]*)(?: .*)?)$/;

const programs =
	/^(?:\/\S+|apt|apt-get|arp|arping|base64|bash|cat|chronyc|containerd|conntrack|crictl|ctr|curl|date|df|dig|dmesg|dnf|docker|echo|etcdctl|find|firewall-cmd|for|free|getenforce|getent|grep|haproxy|helm|host|hostname|hostnamectl|id|ip|ipvsadm|iptables|iptables-save|journalctl|k|keepalived|kubeadm|kubectl|kubelet|ls|lsblk|lsmod|lsof|mkdir|modprobe|mount|nc|netstat|nft|nslookup|openssl|ping|podman|printenv|ps|resolvectl|route|rpm|sed|ss|ssh|stat|swapon|sysctl|systemctl|systemd-cgls|tail|tcpdump|telnet|test|timedatectl|top|traceroute|ufw|uname|uptime|vi|wget|yum)$/;

const time = /^\[\d{4}-\d\d-\d\d[T ][\d:.]+Z?\] (?=\S+[#$] )/;

/** What a chat or a mail puts before a quoted line. */
const quote = /^(?:>\s?)+/;

const fence = /^\s*(?:```|~~~)/;

const promptOf = (line: string): Prompt | undefined => {
	const text = line.replace(time, '');
	for (const pattern of prompts) {
		const groups = pattern.exec(text)?.groups;
		if (groups) return {host: groups['host']!, command: groups['command']!.trim()};
	}
	const groups = plain.exec(text)?.groups;
	if (groups && (text.startsWith('$') || programs.test(groups['program']!)) && programs.test(groups['program']!))
		return {host: '', command: groups['command']!.trim()};
	return undefined;
};

const asRoot = /^sudo (?:-\S+ )*/;

/** A line of a journal says its host: `Mar 10 09:14:55 node-7 kubelet[41007]: ...`. */
const journal =
	/^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)) ([A-Za-z0-9][\w.-]{0,62}) [\w./@-]+(?:\[\d+\])?: /;

/** Free text apart by the hosts that its journal lines name; a line without a name stays with the one above. */
const byJournal = (passage: Passage): readonly Passage[] => {
	if (passage.host !== '' || passage.command !== '') return [passage];
	const hosts = new Map<string, string[]>();
	let host = '';
	for (const line of passage.lines) {
		host = journal.exec(line)?.[1] ?? host;
		const before = hosts.get(host);
		if (before) before.push(line);
		else hosts.set(host, [line]);
	}
	return [...hosts].map(([at, lines]) => ({...passage, host: at, lines}));
};

/** `lines` come as they were pasted, without escape codes and line ends. */
export const readTranscript = (lines: readonly string[], questions: readonly Question[]): Bundle => {
	const passages: Passage[] = [];
	let at: Prompt = {host: '', command: ''};
	let own: string[] = [];
	const end = (): void => {
		if (at.command !== '' || own.some(line => line.trim() !== ''))
			passages.push(pastedPassage(at.host, at.command, own, questions));
		own = [];
	};
	for (const line of lines) {
		if (fence.test(line)) continue;
		const text = line.replace(quote, '');
		const prompt = promptOf(text);
		// A command that goes on in the next line.
		if (own.length === 0 && at.command.endsWith('\\')) {
			at = {...at, command: `${at.command.slice(0, -1).trimEnd()} ${text.trim()}`};
			continue;
		}
		if (!prompt) {
			own.push(text);
			continue;
		}
		end();
		at = {...prompt, command: prompt.command.replace(asRoot, '')};
	}
	end();
	return passages.flatMap(byJournal);
};
