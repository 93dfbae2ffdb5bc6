// etcd: quorum, room, clocks, disks, certificates.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {cure, look} from './make-remedy.ts';
import {etcdctlHere} from './questions-etcd.ts';
import {said} from './said.ts';
import {isSynchronised, synchronise} from './set-clock.ts';

export const etcdFindings: readonly Finding[] = [
	{
		id: 'etcd-quorum-lost',
		about: ['etcd'],
		severity: 'blocking',
		title: {en: 'etcd has no majority', zh: 'etcd 失去多数派'},
		meaning: {
			en: 'More than half of the members must live: of three two, of two both. Until then nothing can be written and the API servers end.',
			zh: '必须有超过半数成员存活：三个中的两个，两个则需全部。在此之前无法写入，API 服务器也会退出。',
		},
		suggests: [
			...said(/etcdserver: no leader/, 'etcd-log', 'api-server-log', 'kubelet-journal'),
			{says: /\braft: \w+ lost leader|is starting a new election at term/, in: ['etcd-log']},
			{says: /is starting a new election at term/},
		],
		confirms: [
			{says: /etcdserver: no leader/, in: ['etcd-log', 'etcd-status', 'api-server-log']},
			[
				{says: /is starting a new election at term/, in: ['etcd-log']},
				{
					says: /prober detected unhealthy status|dial tcp \S+:2380: .*(?:refused|no route|timeout)/,
					in: ['etcd-log'],
				},
			],
		],
		rulesOut: [{says: /\|\s*true\s*\|\s*false\s*\|\s*\d+\s*\|/, in: ['etcd-status']}],
		explains: ['api-server-down', 'etcd-down', 'node-not-ready', 'haproxy-servers-down'],
		remedies: [
			look({
				id: 'which-members-live',
				title: {en: 'See which members live', zh: '查看哪些成员存活'},
				why: {
					en: 'First bring a dead member’s host back: with a majority everything goes on, and nothing is lost.',
					zh: '首先恢复某个宕机成员的主机：达到多数派后一切继续，且不丢失任何数据。',
				},
				target: 'control-planes',
				run: () => sh`
					crictl ps -a --name etcd
					ls -la /var/lib/etcd/member
				`,
			}),
			cure({
				id: 'copy-etcd-data',
				title: {en: 'Copy the data of a member that lives', zh: '备份存活成员的数据'},
				why: {
					en: 'Before anything else is tried. When the others are gone for good, one survivor can be started once with --force-new-cluster; that loses what it had not received.',
					zh: '在做任何其他尝试之前执行。若其余成员已永久丢失，可让一个幸存者以 --force-new-cluster 启动一次；它尚未收到的写入会丢失。',
				},
				target: 'control-planes',
				risk: 'safe',
				check: {ask: () => sh`[ -d /root/etcd-before-recovery ]`},
				run: () => sh`
					umask 077
					cp -a /var/lib/etcd /root/etcd-before-recovery
					du -sh /root/etcd-before-recovery
				`,
				undo: () => sh`rm -rf /root/etcd-before-recovery`,
			}),
		],
		badAdvice: [
			{
				en: '--force-new-cluster on two members makes two clusters out of one.',
				zh: '在两个成员上使用 --force-new-cluster 会把一个集群变成两个。',
			},
			{
				en: '`kubeadm reset` on the survivor deletes the only copy of the cluster’s state.',
				zh: '在幸存者上执行 `kubeadm reset` 会删除集群状态的唯一副本。',
			},
		],
		sources: [
			'kubernetes/kubeadm#2188',
			'kubernetes/kubernetes#100677',
			'https://etcd.io/docs/v3.5/op-guide/recovery/',
		],
	},
	{
		id: 'etcd-space-exceeded',
		about: ['etcd'],
		severity: 'blocking',
		title: {en: 'etcd’s database has reached its quota', zh: 'etcd 数据库达到配额上限'},
		meaning: {
			en: 'Reading works, every write fails until the history has been compacted, the files defragmented and the alarm disarmed. The disk itself is not full.',
			zh: '可以读取，但所有写入都会失败，直到压缩历史、整理碎片并解除告警。磁盘本身并没有满。',
		},
		suggests: [],
		confirms: [
			...said(/mvcc: database space exceeded/, 'api-server-log', 'etcd-log'),
			{says: /alarm:NOSPACE/, in: ['etcd-alarms', 'etcd-status']},
			{says: /alarm:NOSPACE/},
		],
		explains: ['api-server-down'],
		remedies: [
			cure({
				id: 'compact-and-defragment-etcd',
				title: {en: 'Compact, defragment, disarm', zh: '压缩、整理碎片、解除告警'},
				why: {
					en: 'A member answers nobody while it is defragmented, so it is one after the other. A snapshot is taken first.',
					zh: '整理碎片期间该成员不应答，因此逐个进行。会先做快照。',
				},
				target: 'control-planes',
				pace: 'one-by-one',
				risk: 'disruptive',
				check: {ask: () => sh`! ${etcdctlHere} alarm list | grep NOSPACE`},
				run: () => sh`
					${etcdctlHere} snapshot save /var/lib/etcd/before-compaction.db
					revision=$(${etcdctlHere} endpoint status -w json | grep -o '"revision":[0-9]*' | head -n 1 | cut -d : -f 2)
					${etcdctlHere} compact "$revision" || true
					${etcdctlHere} defrag --command-timeout=60s
					${etcdctlHere} alarm disarm
					${etcdctlHere} endpoint status -w table
				`,
				usually: 30,
			}),
		],
		sources: ['https://etcd.io/docs/v3.5/op-guide/maintenance/', 'kubernetes/kubernetes#45037'],
	},
	{
		id: 'etcd-disk-slow',
		about: ['etcd'],
		severity: 'risky',
		title: {en: 'The disk under etcd is too slow', zh: 'etcd 所在磁盘过慢'},
		meaning: {
			en: 'Every write waits for fsync; when that takes longer than 10 ms again and again, leaders change, and the API server times out.',
			zh: '每次写入都要等待 fsync；若经常超过 10 毫秒，leader 会频繁切换，API 服务器会超时。',
		},
		suggests: said(
			/slow fdatasync|wal: sync duration of \S+, expected less than 1s|apply request took too long/,
			'etcd-log',
		),
		// A busy host is late with reads as well.
		hints: said(/read-only range request .* took too long/, 'etcd-log'),
		confirms: [
			{says: /slow fdatasync|wal: sync duration of \S+, expected less than 1s/, in: ['etcd-log']},
			{
				says: /leader failed to send out heartbeat on time; took too long, leader is overloaded likely from slow disk/,
			},
		],
		explains: ['etcd-quorum-lost'],
		remedies: [
			look({
				id: 'who-writes-to-the-disk',
				title: {en: 'See what the disk does', zh: '查看磁盘负载'},
				why: {
					en: 'etcd wants a disk of its own, an SSD, and no neighbour that writes much: `fio --fdatasync=1` tells whether this one will do (99 % below 10 ms).',
					zh: 'etcd 需要独立的 SSD，且没有大量写入的邻居：用 `fio --fdatasync=1` 可判断是否合格（99% 小于 10 毫秒）。',
				},
				target: 'control-planes',
				run: () => sh`
					cat /proc/loadavg
					cat /proc/pressure/io 2>/dev/null || true
					df -h /var/lib/etcd
				`,
			}),
		],
		sources: ['etcd-io/etcd#10860', 'https://etcd.io/docs/v3.5/faq/'],
	},
	{
		id: 'etcd-clocks-differ',
		about: ['etcd', 'node'],
		severity: 'risky',
		title: {en: 'The clocks of etcd’s members differ', zh: 'etcd 成员之间时钟不一致'},
		meaning: {
			en: 'Leases end too early or too late, and new certificates are not valid yet on the host that is behind.',
			zh: '租约会过早或过晚到期，时钟落后的主机会认为新证书尚未生效。',
		},
		suggests: [],
		confirms: said(/prober found high clock drift|the clock difference against peer \S+ is too high/, 'etcd-log'),
		explains: ['certificate-not-yet-valid'],
		remedies: [
			cure({
				id: 'synchronise-clock',
				title: {en: 'Synchronise the clock', zh: '同步时钟'},
				why: {
					en: 'Slowly where it can be: a jump back confuses leases.',
					zh: '尽量平滑调整：时钟回跳会扰乱租约。',
				},
				check: {ask: isSynchronised},
				run: synchronise,
				usually: 10,
			}),
		],
		sources: ['etcd-io/etcd#8168', 'kubernetes-sigs/cluster-api#4304'],
	},
	{
		id: 'etcd-certificate-rejected',
		about: ['etcd', 'certificates'],
		severity: 'blocking',
		title: {en: 'etcd’s members do not accept each other’s certificates', zh: 'etcd 成员互不接受对方证书'},
		meaning: {
			en: 'Certificates of another etcd authority, of another address, or damaged ones: usually a copy that took too much or too little along.',
			zh: '证书来自另一个 etcd CA、地址不符或已损坏：通常是复制时多拷或少拷了文件。',
		},
		suggests: said(
			/rejected connection (?:on|from) .*tls: .*(?:bad certificate|unknown certificate)|rejected connection.*(?:bad certificate|certificate signed by unknown authority)/,
			'etcd-log',
		),
		confirms: [
			{
				says: /remote error: tls: bad certificate|x509: certificate signed by unknown authority|x509: certificate is valid for .*, not /,
				in: ['etcd-log'],
			},
			{
				says: /authentication handshake failed: x509: certificate signed by unknown authority/,
				in: ['api-server-log'],
			},
			{differ: /^(\w{64})\s+etcd\/ca\.crt$/, in: ['shared-certificate-sums']},
		],
		rulesOut: [{says: /certificate has expired or is not yet valid/}],
		explains: ['api-server-down', 'etcd-down', 'etcd-quorum-lost'],
		remedies: [
			look({
				id: 'verify-etcd-certificates',
				title: {
					en: 'Verify each certificate against etcd’s own authority',
					zh: '用 etcd 自己的 CA 校验每个证书',
				},
				why: {
					en: 'Where the authority itself is the right one, `kubeadm init phase certs etcd-server` (and etcd-peer, etcd-healthcheck-client) makes what fails anew, after it was moved away.',
					zh: '若 CA 本身正确，把失败的证书移走后用 `kubeadm init phase certs etcd-server`（以及 etcd-peer、etcd-healthcheck-client）重新生成。',
				},
				target: 'control-planes',
				run: () => sh`
					cd /etc/kubernetes/pki || exit
					sha256sum etcd/ca.crt
					for name in etcd/server etcd/peer etcd/healthcheck-client apiserver-etcd-client; do
						openssl verify -CAfile etcd/ca.crt "$name.crt" || true
					done
				`,
			}),
		],
		sources: ['kubernetes/kubeadm#1453', 'kubernetes-sigs/cluster-api#4304'],
	},
];
