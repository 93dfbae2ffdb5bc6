// What the load balancer in front of the API servers says of itself, and how the endpoint looks from here.
import type {Given, Question} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {endpointOf} from '../kubeadm-config.ts';
import {planOf} from '../plan.ts';

/** Of the journal only what this run of the program said: what was put right by a restart is over. */
const thisRun = (unit: string, begins: string, keep: Fragment): string => sh`
	journalctl -u ${unit} -n 400 --no-pager | awk -v begins=${begins} '
		index($0, begins) {count = 0}
		{line[count++] = $0}
		END {for (i = 0; i < count; i++) ${keep}}'
`;

const all = fragment('print line[i]');

/** Of each server only the last word; a complaint that none is left counts until one is up again. */
const lastWords = fragment(`{
			if (match(line[i], /Server [^ ]+ is (UP|DOWN)/)) {
				split(substr(line[i], RSTART, RLENGTH), word, " ")
				if (!(word[2] in last)) order[++servers] = word[2]
				last[word[2]] = line[i]
				if (word[4] == "UP") none = ""
			} else if (line[i] ~ /has no server available!/) none = line[i]
			else print line[i]
			if (i == count - 1) {
				for (j = 1; j <= servers; j++) print last[order[j]]
				if (none != "") print none
			}
		}`);

const journal = (unit: string, begins: string, keep: Fragment, title: Question['title'], like: RegExp): Question => ({
	id: `${unit}-journal`,
	title,
	target: 'control-planes',
	ask: () => thisRun(unit, begins, keep),
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
		'Starting Keepalived v',
		all,
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
		'Starting haproxy.service',
		lastWords,
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
