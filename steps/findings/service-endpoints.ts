import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {look} from './make-remedy.ts';
import {said} from './said.ts';

const about = ['service'];

const seeServices = look({
	id: 'see-selectors',
	title: {en: 'Compare selectors with the labels of pods', zh: '对比选择器与 Pod 标签'},
	why: {
		en: 'A Service without endpoints selects labels that no ready pod carries. Letters count, and so does the namespace.',
		zh: '没有端点的 Service 选择的标签没有任何就绪 Pod 具备。注意大小写与命名空间。',
	},
	target: 'first-control-plane',
	run: () => sh`
		${kubectl} get services -A -o wide
		${kubectl} get pods -A --show-labels
	`,
});

const seePorts = look({
	id: 'see-node-ports',
	title: {en: 'See which node ports are given', zh: '查看已分配的节点端口'},
	why: {
		en: 'Leave nodePort out of the manifest and the API server chooses a free one.',
		zh: '在清单中省略 nodePort，API Server 会自动选择空闲端口。',
	},
	target: 'first-control-plane',
	run: () => sh`
		${kubectl} get services -A | grep -E 'NodePort|LoadBalancer|^NAMESPACE'
		grep service-node-port-range /etc/kubernetes/manifests/kube-apiserver.yaml || echo 'The range is 30000-32767.'
	`,
});

export const serviceEndpointFindings: readonly Finding[] = [
	{
		id: 'service-without-pods',
		about,
		severity: 'notable',
		title: {en: 'A Service has no pod behind it', zh: 'Service 没有后端 Pod'},
		meaning: {
			en: 'Nothing answers at its address: connections are refused at once. Its selector matches no pod, or the pods are not ready.',
			zh: '访问其地址会立即被拒绝。选择器没有匹配到 Pod，或匹配的 Pod 未就绪。',
		},
		suggests: [
			{says: /^\S+\s+(?!kube-dns\s)\S+\s+<none>\s+\d+[smhd]\S*$/, in: ['services']},
			{says: /^(?:endpoints\/)?(?!kube-dns\b)[\w-]+\s+<none>\s+\d+[smhd]\S*$/},
		],
		confirms: [{says: /^Endpoints:\s+<none>\s*$/}],
		explains: [],
		remedies: [seeServices],
		sources: ['kubernetes/website content/en/docs/tasks/debug/debug-application/debug-service.md'],
	},
	{
		id: 'node-port-out-of-range',
		about,
		severity: 'notable',
		title: {en: 'The node port is outside of the range', zh: '节点端口超出允许范围'},
		meaning: {
			en: 'Node ports are given from 30000 to 32767 unless the API server is told otherwise. Other objects of the same file may have been created.',
			zh: '除非修改 API Server 参数，节点端口只能取 30000–32767。同一文件中的其他对象可能已经创建。',
		},
		suggests: [],
		confirms: said(/provided port is not in the valid range/, 'warnings'),
		remedies: [seePorts],
		badAdvice: [
			{
				en: 'A range that begins at 80 lets a Service take a port that the host or the API server needs.',
				zh: '把范围改为从 80 开始，会让 Service 占用主机或 API Server 需要的端口。',
			},
		],
		sources: [
			'kubernetes/kubernetes pkg/registry/core/service/portallocator/allocator.go',
			'kubernetes/website content/en/docs/concepts/services-networking/service.md',
		],
	},
	{
		id: 'node-port-taken',
		about,
		severity: 'notable',
		title: {en: 'The node port belongs to another Service', zh: '节点端口已被其他 Service 占用'},
		meaning: {
			en: 'A node port is given once in the whole cluster, whatever the namespace.',
			zh: '节点端口在整个集群内唯一，与命名空间无关。',
		},
		suggests: [],
		confirms: said(/provided port is already allocated/, 'warnings'),
		remedies: [seePorts],
		sources: [
			'kubernetes/kubernetes pkg/registry/core/service/portallocator/allocator.go',
			'kubernetes/kubernetes#85894',
		],
	},
	{
		id: 'service-address-outside-range',
		about: [...about, 'dns'],
		severity: 'notable',
		title: {en: 'The address that a Service asks for is not free', zh: 'Service 要求的地址不可用'},
		meaning: {
			en: 'It is not in the Service subnet, or another Service has it. A manifest from another cluster carries the address it had there.',
			zh: '该地址不在 Service 网段内，或已被占用。从其他集群复制的清单会带着那里的地址。',
		},
		suggests: [],
		confirms: said(
			/spec\.clusterIPs?: Invalid value: .*(?:provided IP is not in the valid range|failed to allocate IP|provided IP is already allocated)/,
			'warnings',
		),
		remedies: [seeServices],
		sources: [
			'kubernetes/kubernetes pkg/registry/core/service/ipallocator/ipallocator.go',
			'kubernetes/kubernetes#95570',
		],
	},
];
