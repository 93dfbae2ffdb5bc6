// What each place of the plan must hold, and an example of what to write there. Positions in lists stand as [].
import type {Text} from '../../source/engine/declare.ts';

export type Expectation = {
	readonly must: Text;
	readonly write: string;
	/** What to write in the place of a word that is nearly right. */
	readonly instead?: Readonly<Record<string, string>>;
};

const label: Text = {
	en: 'must be a DNS label: lower-case letters, digits and hyphens, at most 63, with a letter or digit at both ends',
	zh: '必须是合法的 DNS 标签：只含小写字母、数字和连字符，最长 63 个字符，首尾为字母或数字',
};
const ip: Text = {en: 'must be an IPv4 or IPv6 address', zh: '必须是 IPv4 或 IPv6 地址'};
const port: Text = {en: 'must be a port number from 1 to 65535', zh: '必须是 1 到 65535 之间的端口号'};
const subnet: Text = {en: 'must be one subnet with its prefix length', zh: '必须是带前缀长度的单个网段'};
const text: Text = {en: 'must be text', zh: '必须是文本'};

const nfsExample = '{nfs: {server: 10.0.0.5, path: /srv/k8s}}';

const ssh = (prefix: string): Readonly<Record<string, Expectation>> => ({
	[prefix]: {must: {en: 'must be a mapping', zh: '必须是键值映射'}, write: '{user: root}'},
	[`${prefix}.user`]: {must: {en: 'must be a user’s name', zh: '必须是用户名'}, write: 'root'},
	[`${prefix}.port`]: {must: port, write: '22'},
	[`${prefix}.identity`]: {
		must: {en: 'must be the path of a private key', zh: '必须是私钥文件的路径'},
		write: '~/.ssh/id_ed25519',
	},
	[`${prefix}.jump`]: {must: {en: 'must be a jump host', zh: '必须是跳板机'}, write: 'bastion.example'},
	[`${prefix}.sudo`]: {must: text, write: 'auto'},
});

export const expectations: Readonly<Record<string, Expectation>> = {
	'': {must: {en: 'must be a mapping', zh: '必须是键值映射'}, write: 'name: demo'},
	name: {must: label, write: 'demo'},
	kubernetes: {must: {en: 'must be a mapping', zh: '必须是键值映射'}, write: '{version: "1.36"}'},
	'kubernetes.version': {
		must: {en: 'must be a release in quotes', zh: '必须是加引号的版本号'},
		write: '"1.36"',
	},
	'kubernetes.podSubnet': {must: subnet, write: '10.244.0.0/16'},
	'kubernetes.serviceSubnet': {must: subnet, write: '10.96.0.0/12'},
	'kubernetes.proxyMode': {must: text, write: 'auto'},
	'kubernetes.network': {
		must: {
			en: 'must name one network component, or one file of your own',
			zh: '必须写一个网络组件，或一个自己的文件',
		},
		write: 'flannel',
	},
	'kubernetes.network.manifest': {
		must: {en: 'must be an address or a file', zh: '必须是网址或文件路径'},
		write: 'my-network.yaml',
	},
	'kubernetes.network.script': {must: {en: 'must be a file', zh: '必须是文件路径'}, write: 'my-network.sh'},
	'kubernetes.addons': {must: {en: 'must be a list', zh: '必须是列表'}, write: '[]'},
	'kubernetes.addons[]': {
		must: {en: 'must be an add-on', zh: '必须是一个附加组件'},
		write: 'metrics-server',
		instead: {nfs: nfsExample},
	},
	'kubernetes.addons[].nfs': {
		must: {en: 'must name the server and the path of an export', zh: '必须写明 NFS 服务器和导出路径'},
		write: '{server: 10.0.0.5, path: /srv/k8s}',
	},
	'kubernetes.addons[].nfs.server': {
		must: {en: 'must be the address or the name of an NFS server', zh: '必须是 NFS 服务器的地址或名称'},
		write: '10.0.0.5',
	},
	'kubernetes.addons[].nfs.path': {
		must: {
			en: 'must be the absolute path of an exported directory, of letters, digits and ./_+@-',
			zh: '必须是导出目录的绝对路径，只含字母、数字和 ./_+@-',
		},
		write: '/srv/k8s',
	},
	'kubernetes.gateway': {
		must: {en: 'must say who carries out Gateways', zh: '必须说明由谁实现 Gateway'},
		write: '{controller: envoy}',
	},
	'kubernetes.gateway.controller': {must: text, write: 'envoy'},
	'kubernetes.gateway.sha256': {
		must: {en: 'must be a SHA-256 of 64 digits 0-9a-f', zh: '必须是 64 位十六进制（0-9a-f）的 SHA-256'},
		write: 'what sha256sum install.yaml prints',
	},
	'kubernetes.kubeletCertificates': {must: text, write: 'signed'},
	endpoint: {
		must: {en: 'must say where the API answers', zh: '必须说明 API 的访问入口'},
		write: '{kind: keepalived-haproxy, address: 10.77.0.100, port: 9443}',
	},
	'endpoint.kind': {must: text, write: 'keepalived-haproxy'},
	'endpoint.address': {must: ip, write: '10.77.0.100'},
	'endpoint.port': {must: port, write: '9443'},
	'endpoint.prefix': {
		must: {en: 'must be a prefix length such as 24', zh: '必须是前缀长度，例如 24'},
		write: '24',
	},
	runtime: {must: text, write: 'containerd'},
	firewall: {must: text, write: 'ports'},
	certificates: {must: text, write: 'upload'},
	mirrors: {
		must: {en: 'must be a word or a mapping', zh: '必须是一个词或键值映射'},
		write: 'none',
	},
	'mirrors.packages': {
		must: {en: 'must be a mapping', zh: '必须是键值映射'},
		write: '{apt: "deb [trusted=yes] http://mirror.example/kubernetes ./"}',
	},
	'mirrors.packages.apt': {
		must: {en: 'must be a whole line of sources.list', zh: '必须是 sources.list 中完整的一行'},
		write: '"deb [trusted=yes] http://mirror.example/kubernetes ./"',
	},
	'mirrors.packages.dnf': {must: text, write: 'https://mirror.example/kubernetes/rpm/'},
	'mirrors.packages.key': {
		must: {en: 'must be the address of a key', zh: '必须是签名密钥的网址'},
		write: 'https://mirror.example/kubernetes/Release.key',
	},
	'mirrors.images': {
		must: {en: 'must be a mapping', zh: '必须是键值映射'},
		write: '{prefix: registry.example/google_containers}',
	},
	'mirrors.images.prefix': {
		must: {
			en: 'must be a registry with its path, without a scheme and without a slash at the end',
			zh: '必须是镜像仓库及其路径，不带协议头，末尾不带斜杠',
		},
		write: 'registry.example/google_containers',
	},
	'mirrors.images.insecure': {must: {en: 'must be true or false', zh: '必须是 true 或 false'}, write: 'false'},
	'mirrors.dockerHub': {
		must: {en: 'must be an address', zh: '必须是网址'},
		write: 'https://hub.example',
	},
	'mirrors.criDockerd': {
		must: {en: 'must be an http or https address', zh: '必须是 http 或 https 网址'},
		write: 'https://mirror.example/cri-dockerd',
	},
	...ssh('ssh'),
	hosts: {
		must: {en: 'must be a list with at least one host', zh: '必须是至少含一台主机的列表'},
		write: '- {name: m1, address: 10.77.0.11, role: control-plane}',
	},
	'hosts[]': {
		must: {en: 'must be a host', zh: '必须是一台主机'},
		write: '{name: m1, address: 10.77.0.11, role: control-plane}',
	},
	'hosts[].name': {must: label, write: 'm1'},
	'hosts[].address': {must: ip, write: '10.77.0.11'},
	'hosts[].role': {must: text, write: 'control-plane'},
	'hosts[].transport': {must: text, write: 'ssh'},
	'hosts[].engine': {must: text, write: 'docker'},
	'hosts[].container': {
		must: {
			en: 'must be the name of a container: letters, digits, dots, hyphens and underscores',
			zh: '必须是容器名：只含字母、数字、点、连字符和下划线',
		},
		write: 'm1',
	},
	...ssh('hosts[].ssh'),
};
