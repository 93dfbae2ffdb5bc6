// What a host hears when it wants to join and what it brings is not accepted.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {cure, look} from './make-remedy.ts';

const newJoinCommand = cure({
	id: 'new-join-command',
	title: {en: 'Make a new token and the command that joins with it', zh: '生成新令牌与加入命令'},
	why: {
		en: 'It is good for a day. The hash in it is that of the certificate authority that the cluster has now.',
		zh: '有效期一天。其中的哈希对应集群当前的 CA。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {ask: () => 'false'},
	run: () => sh`kubeadm token create --print-join-command`,
	verify: {ask: () => sh`[ "$(kubeadm token list | wc -l)" -gt 1 ]`},
	usually: 2,
});

const newCertificateKey = cure({
	id: 'upload-certificates-again',
	title: {en: 'Upload the certificates again, under a new key', zh: '用新密钥重新上传证书'},
	why: {
		en: 'Both are gone after two hours. The key that this prints is the only one that opens them.',
		zh: '两小时后两者都会失效。只有此处输出的新密钥可以解开。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {ask: () => 'false'},
	run: () => sh`kubeadm init phase upload-certs --upload-certs`,
	verify: {
		ask: () => sh`${kubectl} --request-timeout 5s -n kube-system get secret kubeadm-certs`,
	},
	usually: 3,
});

export const joiningFindings: readonly Finding[] = [
	{
		id: 'token-expired',
		about: ['join'],
		severity: 'blocking',
		title: {en: 'The bootstrap token has expired or is not this cluster’s', zh: '引导令牌已过期或不属于该集群'},
		meaning: {
			en: 'Nothing in cluster-info is signed with it any more: a token lives 24 hours unless it was made for longer. kubeadm waits five minutes before it says so.',
			zh: 'cluster-info 中已没有该令牌的签名：令牌默认只有 24 小时有效。kubeadm 会等待五分钟才报告。',
		},
		suggests: [],
		confirms: [
			{says: /could not find a JWS signature in the cluster-info ConfigMap for token ID/},
			{says: /there is no JWS signed token in the cluster-info ConfigMap/},
			{says: /token id "\w+" is invalid for this cluster or it has expired/},
			{says: /invalid bearer token, token lookup failed|Unable to authenticate the request.*token .*has expired/},
		],
		remedies: [newJoinCommand],
		badAdvice: [
			{
				en: 'A token with --ttl 0 never ends: whoever finds it may add a node for as long as the cluster lives.',
				zh: '--ttl 0 的令牌永不过期：任何得到它的人都可以一直添加节点。',
			},
		],
		sources: [
			'kubernetes/kubeadm#668',
			'kubernetes/kubeadm#1988',
			'kubernetes/kubernetes cmd/kubeadm/app/discovery/token/token.go',
		],
	},
	{
		id: 'token-secret-wrong',
		about: ['join'],
		severity: 'blocking',
		title: {en: 'The second half of the token is wrong', zh: '令牌的后半部分不正确'},
		meaning: {
			en: 'The cluster knows the token’s id, but its signature does not fit the secret after the dot: a typing error, a token made anew under the same id, or a cluster-info that was edited and not signed again.',
			zh: '集群认识令牌的 ID，但签名与点号后的密钥不符：输入错误、用同一 ID 重建了令牌，或 cluster-info 被修改后没有重新签名。',
		},
		suggests: [],
		confirms: [{says: /failed to verify JWS signature of received cluster info object/}],
		remedies: [newJoinCommand],
		sources: ['kubernetes/kubernetes#109233', 'kubernetes/kubernetes cmd/kubeadm/app/discovery/token/token.go'],
	},
	{
		id: 'token-malformed',
		about: ['join'],
		severity: 'blocking',
		title: {en: 'The token is not a whole one', zh: '令牌格式不完整'},
		meaning: {
			en: 'A token is six letters or digits, a dot, and sixteen more; the command line was cut when it was copied.',
			zh: '令牌由六个字符、一个点和十六个字符组成；复制命令时被截断了。',
		},
		suggests: [],
		confirms: [
			{says: /the bootstrap token "?[^"]*"? ?(?:is invalid|was not of the form)/},
			{says: /discovery\.bootstrapToken\.token: Invalid value/},
			{says: /discovery: Invalid value: "": bootstrapToken or file must be set/},
		],
		remedies: [newJoinCommand],
		sources: [
			'kubernetes/kubernetes cmd/kubeadm/app/apis/kubeadm/validation/validation.go',
			'kubernetes/kubeadm#1310',
		],
	},
	{
		id: 'ca-hash-wrong',
		about: ['join', 'certificates'],
		severity: 'blocking',
		title: {
			en: 'The hash in the join command is that of another certificate authority',
			zh: '加入命令中的 CA 哈希不匹配',
		},
		meaning: {
			en: 'The command is from before the cluster was made anew, or the address leads to another cluster.',
			zh: '该命令来自集群重建之前，或地址指向了另一个集群。',
		},
		suggests: [],
		confirms: [
			{
				says: /cluster CA found in cluster-info ConfigMap is invalid: none of the public keys "sha256:\w+" are pinned/,
			},
			{says: /public key "sha256:\w+" is not pinned|none of the public keys .* are pinned/},
		],
		remedies: [newJoinCommand],
		badAdvice: [
			{
				en: '--discovery-token-unsafe-skip-ca-verification joins whatever cluster answers, an attacker’s as well.',
				zh: '--discovery-token-unsafe-skip-ca-verification 会加入任何应答的集群，包括攻击者的。',
			},
		],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/util/pubkeypin/pubkeypin.go', 'kubernetes/kubeadm#659'],
	},
	{
		id: 'ca-hash-malformed',
		about: ['join'],
		severity: 'blocking',
		title: {en: 'The hash in the join command is incomplete or missing', zh: '加入命令中的 CA 哈希不完整或缺失'},
		meaning: {
			en: 'It is `sha256:` and 64 hexadecimal digits; part of it was lost when the command was copied.',
			zh: '应为 `sha256:` 加 64 位十六进制数字；复制命令时丢失了一部分。',
		},
		suggests: [],
		confirms: [
			{says: /expected a 32 byte SHA-256 hash, found \d+ bytes/},
			{says: /using token-based discovery without caCertHashes can be unsafe/},
			{says: /invalid (?:discovery token CA certificate )?hash|unknown format .*expected "sha256"/},
		],
		rulesOut: [{says: /discovery\.bootstrapToken\.token: Invalid value/}],
		remedies: [newJoinCommand],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/util/pubkeypin/pubkeypin.go', 'kubernetes/kubeadm#1310'],
	},
	{
		id: 'certificate-key-expired',
		about: ['join', 'certificates'],
		severity: 'blocking',
		title: {en: 'The uploaded certificates are gone', zh: '上传的证书已失效'},
		meaning: {
			en: 'The secret kubeadm-certs is deleted two hours after it was made; without it no control plane can join.',
			zh: 'kubeadm-certs 在创建两小时后会被删除；没有它，控制平面无法加入。',
		},
		suggests: [],
		confirms: [
			{says: /Secret "kubeadm-certs" was not found in the "kube-system" Namespace/},
			{says: /error downloading the secret: secrets "kubeadm-certs" (?:not found|is forbidden)/},
		],
		remedies: [newCertificateKey],
		sources: ['labring/sealos#1783', 'kubernetes/kubernetes#75218', 'kubernetes/kubeadm#2386'],
	},
	{
		id: 'certificate-key-wrong',
		about: ['join', 'certificates'],
		severity: 'blocking',
		title: {en: 'The certificate key does not open the uploaded certificates', zh: '证书密钥无法解开已上传的证书'},
		meaning: {
			en: 'Each upload has a key of its own; this one is older, or was cut when it was copied.',
			zh: '每次上传都有自己的密钥；所用的是旧密钥，或复制时被截断。',
		},
		suggests: [],
		confirms: [
			{says: /error decoding secret data with provided key: cipher: message authentication failed/},
			{says: /error decoding certificate key: encoding\/hex:/},
			{says: /error decoding secret data with provided key: crypto\/aes: invalid key size/},
		],
		remedies: [newCertificateKey],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/phases/copycerts/copycerts.go', 'kubernetes/kubeadm#1661'],
	},
	{
		id: 'certificates-not-uploaded',
		about: ['join', 'certificates'],
		severity: 'notable',
		title: {en: 'The certificates were never uploaded', zh: '证书从未上传'},
		meaning: {
			en: 'init ran without --upload-certs, so it prints a join command for control planes without a key; the certificates have to be uploaded, or copied by hand.',
			zh: 'init 没有使用 --upload-certs，因此输出的控制平面加入命令不含密钥；需要上传证书或手工复制。',
		},
		suggests: [],
		confirms: [{says: /You can now join any number of control-plane nodes by copying certificate authorities/}],
		remedies: [newCertificateKey],
		sources: ['kubernetes/kubeadm#3224', 'kubernetes/kubeadm#1974', 'kubernetes/kubernetes#75218'],
	},
	{
		id: 'shared-certificates-missing',
		about: ['join', 'certificates'],
		severity: 'blocking',
		title: {
			en: 'The certificates that control planes share are not on this host',
			zh: '本机缺少控制平面共享的证书',
		},
		meaning: {
			en: 'They were to be copied and were not, or not all eight; or the join was meant to fetch them and was given no certificate key.',
			zh: '应复制的证书没有复制，或八个文件不全；也可能本应下载证书，却没有提供证书密钥。',
		},
		suggests: [{says: /hosting a new control plane instance is not satisfied/}],
		confirms: [
			{says: /failure loading (?:certificate|key) for (?:\S+ )?CA: couldn't load the/},
			{says: /failure loading (?:key|certificate) for (?:service account|front-proxy CA|etcd CA)/},
		],
		remedies: [
			newCertificateKey,
			look({
				id: 'compare-shared-certificates',
				title: {en: 'See which of the eight files are here', zh: '查看八个文件中哪些存在'},
				why: {
					en: 'ca, front-proxy-ca, etcd/ca (each .crt and .key) and sa (.key and .pub); never apiserver* or etcd/server and peer, which are each host’s own.',
					zh: 'ca、front-proxy-ca、etcd/ca（各 .crt 与 .key）以及 sa（.key 与 .pub）；不要复制 apiserver* 与 etcd/server、peer，它们属于各自主机。',
				},
				target: 'control-planes',
				run: () =>
					sh`cd /etc/kubernetes/pki && ls -l ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key etcd/ca.crt etcd/ca.key`,
			}),
		],
		sources: ['kubernetes/kubernetes#80483', 'kubernetes/kubeadm#2514', 'kubernetes/kubeadm#1331'],
	},
];
