// Certificates that are valid and still not the right ones.
import type {Finding, Given, Pattern, Script, Sign} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {isAddress} from '../node-address.ts';
import {hostBefore} from '../paths.ts';
import type {Plan} from '../plan.ts';
import {cure, look} from './make-remedy.ts';
import {ownConfiguration, writeOwnConfiguration} from './own-configuration.ts';

const apiPair = ['/etc/kubernetes/pki/apiserver.crt', '/etc/kubernetes/pki/apiserver.key'];

/** Where this API server is asked. Without a plan nobody knows; a name that only leads to the host need not be in it. */
const asked: Readonly<Record<'at the endpoint' | 'at its host', (given: Given) => string | undefined>> = {
	'at the endpoint': given => (given.setting('plan') as Plan | undefined)?.endpoint.address,
	'at its host': ({host}) => (isAddress(host.address) ? host.address : undefined),
};

/** openssl writes IPv6 in another way. */
const named =
	(where: keyof typeof asked): Pattern =>
	given => {
		const name = asked[where](given);
		return name === undefined || name.includes(':')
			? undefined
			: new RegExp(`(?:DNS|IP Address):${name.replaceAll('.', String.raw`\.`)}(?:,|$)`);
	};

const hasAllNames: Script = given => sh`
	names=$(openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -ext subjectAltName)
	for name in ${Object.values(asked).flatMap(name => name(given) ?? [])}; do
		if ! echo "$names" | grep -wF -- "$name"; then exit 1; fi
	done
`;

const hasNames: Sign = {says: /Subject Alternative Name/, in: ['api-certificate']};

export const authorityFindings: readonly Finding[] = [
	{
		id: 'certificate-lacks-name',
		about: ['certificates', 'vip', 'join'],
		severity: 'blocking',
		title: {
			en: 'The API server’s certificate does not name the address that is used',
			zh: 'API 服务器证书不包含所用的地址',
		},
		meaning: {
			en: 'The VIP, the load balancer’s name or a new address was not known when the certificate was made.',
			zh: '生成证书时还不知道该 VIP、负载均衡器名称或新地址。',
		},
		suggests: [{says: /x509: certificate is valid for .*, not \S+/}],
		confirms: [
			{says: /x509: certificate is valid for (?:.*\bkubernetes\.default\b|.*\b10\.96\.0\.1\b).*, not \S+/},
			{says: /Get "https:\/\/\S+:(?:6443|8443|9443|16443)\/\S*": .*x509: certificate is valid for .*, not \S+/},
			{says: /Unable to connect to the server: .*x509: certificate is valid for .*, not \S+/},
			[hasNames, {lacks: named('at the endpoint'), in: ['api-certificate']}],
			[hasNames, {lacks: named('at its host'), in: ['api-certificate']}],
		],
		rulesOut: [{says: /:10250\/.*x509: certificate is valid for/}],
		// Those on the same host ask their own API server by its address.
		explains: ['controller-manager-down', 'container-crashes', 'liveness-kills', 'readiness-fails'],
		remedies: [
			look({
				id: 'names-in-certificate',
				title: {en: 'See which names it has', zh: '查看证书中的名称'},
				why: {
					en: 'Add what is missing to certSANs of the ClusterConfiguration, move apiserver.crt and .key away, run `kubeadm init phase certs apiserver --config FILE`, and restart the API server.',
					zh: '把缺少的名称加入 ClusterConfiguration 的 certSANs，移走 apiserver.crt 与 .key，执行 `kubeadm init phase certs apiserver --config 文件`，再重启 API 服务器。',
				},
				target: 'control-planes',
				run: () => sh`openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -ext subjectAltName -enddate`,
			}),
			cure({
				id: 'api-certificate-with-all-names',
				title: {
					en: 'Make it anew with the names that the cluster’s configuration has',
					zh: '按集群配置中的名称重新签发',
				},
				why: {
					en: 'Where the endpoint and certSANs of the ClusterConfiguration name the address, this host’s certificate was made without them. The API server takes the new one without a restart; the old one is kept in /var/lib/kubewalk/before.',
					zh: '若 ClusterConfiguration 的端点与 certSANs 已包含该地址，则是本机证书签发时缺少了它们。API 服务器无需重启即可使用新证书；旧证书保存在 /var/lib/kubewalk/before。',
				},
				target: 'control-planes',
				check: {ask: hasAllNames},
				run: given => sh`
					mkdir -p ${hostBefore}
					cp -p ${apiPair} ${hostBefore}/
					${writeOwnConfiguration(given)}
					rm -f ${apiPair}
					kubeadm init phase certs apiserver --config ${ownConfiguration}
					rm -f ${ownConfiguration}
				`,
				undo: () => sh`cp -p ${hostBefore}/apiserver.crt ${hostBefore}/apiserver.key /etc/kubernetes/pki/`,
				usually: 5,
			}),
		],
		sources: ['kubernetes/kubeadm#1447', 'kubernetes/kubeadm#338'],
	},
	{
		id: 'authorities-differ',
		about: ['certificates', 'join'],
		severity: 'blocking',
		title: {en: 'The control planes do not have the same certificate authority', zh: '各控制平面的 CA 不一致'},
		meaning: {
			en: 'One of them was initialised by itself, or its shared certificates are from another day. What one signs, the others refuse: about half of all calls fail.',
			zh: '其中一个是单独初始化的，或共享证书来自不同批次。一方签发的证书另一方不认，大约一半的请求会失败。',
		},
		suggests: [],
		confirms: [
			{differ: /^(\w{64})\s+ca\.crt$/, in: ['shared-certificate-sums']},
			{differ: /^(\w{64})\s+sa\.pub$/, in: ['shared-certificate-sums']},
			{differ: /^(\w{64})\s+front-proxy-ca\.crt$/, in: ['shared-certificate-sums']},
		],
		explains: ['kubeconfig-of-another-cluster'],
		remedies: [
			look({
				id: 'compare-authorities',
				title: {en: 'See who differs', zh: '查看谁不一致'},
				why: {
					en: 'The odd one out is removed (`kubectl delete node`, its etcd member), reset, and joined again; the others are left alone.',
					zh: '把不一致的那台移除（`kubectl delete node` 及其 etcd 成员）、重置并重新加入；其余不要动。',
				},
				target: 'control-planes',
				run: () => sh`cd /etc/kubernetes/pki && sha256sum ca.crt sa.pub front-proxy-ca.crt etcd/ca.crt`,
			}),
		],
		sources: ['kubernetes/kubeadm#1447', 'kubernetes/kubernetes#80483'],
	},
];
