// What the load balancer in front of the API servers says of itself, and how the endpoint looks from here.
import type {Given, Question} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {endpointOf} from '../kubeadm-config.ts';
import {planOf} from '../plan.ts';

/** What this run of keepalived said, but for what it throws away. */
const keepalivedJournal = sh`
	journalctl -u keepalived -n 2000 --no-pager | awk ${String.raw`
		/Starting Keepalived v/ {count = 0}
		!/received an invalid|auth, expecting|interval mismatch|not present in|bogus VRRP|forcing new election/ {line[count++] = $0}
		END {for (i = count > 300 ? count - 300 : 0; i < count; i++) print line[i]}`}
	# It says so for every packet, once a second: what it has not said for a minute is over.
	journalctl -u keepalived --since '1 minute ago' --no-pager |
		grep -E 'received an invalid|auth, expecting|interval mismatch|not present in|bogus VRRP|forcing new election' | tail -n 20
`;

/**
 * What haproxy said since its start. Of each server only the last word of the worker that runs now: a reload makes a new one,
 * which begins anew. The complaint that no server is left counts until one is up again.
 */
const haproxyJournal = sh`
	journalctl -u haproxy -n 400 --no-pager | awk ${String.raw`
		/Starting haproxy\.service/ {count = 0}
		{line[count++] = $0}
		END {
			for (i = 0; i < count; i++) {
				if (line[i] ~ /New worker .*forked|Initializing new worker|systemd-wrapper: (re-)?executing/) {
					split("", last)
					servers = 0
					none = ""
					print line[i]
				} else if (match(line[i], /Server [^ ]+ is (UP|DOWN)/)) {
					split(substr(line[i], RSTART, RLENGTH), word, " ")
					if (!(word[2] in last)) order[++servers] = word[2]
					last[word[2]] = line[i]
					if (word[4] == "UP") none = ""
				} else if (line[i] ~ /has no server available!/) none = line[i]
				else print line[i]
			}
			for (i = 1; i <= servers; i++) print last[order[i]]
			if (none != "") print none
		}`}
`;

const journal = (unit: string, ask: string, title: Question['title'], like: RegExp): Question => ({
	id: `${unit}-journal`,
	title,
	target: 'control-planes',
	ask: () => ask,
	like,
	cost: 'cheap',
	first: true,
});

const status = (unit: string, title: Question['title'], like: RegExp): Question => ({
	id: `${unit}-status`,
	title,
	target: 'control-planes',
	ask: () => sh`systemctl status ${unit} --no-pager -n 0 2>&1 | sed '/^$/q'`,
	like,
	cost: 'cheap',
	first: true,
});

const config = (unit: string, path: string, title: Question['title'], like: RegExp): Question => ({
	id: `${unit}-config`,
	title,
	target: 'control-planes',
	ask: () => sh`cat ${path} 2>/dev/null || true`,
	like,
	cost: 'cheap',
});

const url = (given: Given): string => `https://${endpointOf(planOf(given))}/readyz`;

export const balancerQuestions: readonly Question[] = [
	status(
		'keepalived',
		{en: 'State of keepalived', zh: 'keepalived 的状态'},
		/\bsystemctl\s+(?:.*\s)?status\s+(?:.*\s)?keepalived/,
	),
	journal(
		'keepalived',
		keepalivedJournal,
		{en: "keepalived's journal", zh: 'keepalived 的日志'},
		/\bjournalctl\s.*-\w*u\s*=?\s*keepalived/,
	),
	config(
		'keepalived',
		'/etc/keepalived/keepalived.conf',
		{en: "keepalived's settings", zh: 'keepalived 的配置'},
		/\/etc\/keepalived\/keepalived\.conf/,
	),
	status(
		'haproxy',
		{en: 'State of haproxy', zh: 'haproxy 的状态'},
		/\bsystemctl\s+(?:.*\s)?status\s+(?:.*\s)?haproxy/,
	),
	journal(
		'haproxy',
		haproxyJournal,
		{en: "haproxy's journal", zh: 'haproxy 的日志'},
		/\bjournalctl\s.*-\w*u\s*=?\s*haproxy/,
	),
	config(
		'haproxy',
		'/etc/haproxy/haproxy.cfg',
		{en: "haproxy's settings", zh: 'haproxy 的配置'},
		/\b(?:cat|less|vi|vim|grep|sed|head)\s.*\/etc\/haproxy\/haproxy\.cfg/,
	),
	{
		id: 'endpoint-answer',
		title: {en: 'The endpoint, asked from this host', zh: '从本机访问 API 入口'},
		target: 'every-host',
		ask: given => sh`curl -sSk --connect-timeout 3 --max-time 5 ${url(given)} 2>&1 || true`,
		like: /\bcurl\s.*https?:\/\/(?!127\.|localhost|\[::1\])\S+\/(?:readyz|livez|healthz|version)/,
		cost: 'slow',
	},
	{
		id: 'endpoint-certificate',
		title: {en: 'Who signed the certificate at the endpoint', zh: 'API 入口处证书的签发者'},
		target: 'every-host',
		ask: given => sh`
			timeout 5 openssl s_client -connect ${endpointOf(planOf(given))} </dev/null 2>/dev/null |
				openssl x509 -noout -issuer -subject 2>&1 || true
		`,
		like: /\bopenssl\s+s_client\s/,
		cost: 'slow',
	},
	{
		id: 'endpoint-neighbour',
		title: {en: 'Whose MAC this host knows for the virtual address', zh: '本机记录的虚拟 IP 对应的 MAC'},
		target: 'every-host',
		ask: given => sh`ip neigh show ${planOf(given).endpoint.address} 2>&1 || true`,
		like: /\bip\s+n(?:eigh)?(?:bou?r)?\b|\barp\s+-/,
		cost: 'cheap',
	},
	{
		id: 'kube-vip-log',
		title: {en: "kube-vip's log", zh: 'kube-vip 的日志'},
		target: 'control-planes',
		ask: () => sh`
			id=$(timeout 3 crictl ps -a --name kube-vip -q 2>/dev/null | head -n 1)
			if [ -n "$id" ]; then timeout 3 crictl logs --tail 50 "$id" 2>&1; fi
			${fragment('true')}
		`,
		like: /\b(?:crictl|kubectl)\b.*\blogs?\b.*kube-vip/,
		cost: 'cheap',
	},
];
