// What is wrong in the configuration that kubeadm is given, or was given once.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubeletConfigMap} from '../addons/kubelet-certificates.ts';
import {kubectl} from '../kubectl.ts';
import {cure, look} from './make-remedy.ts';

export const configurationFindings: readonly Finding[] = [
	{
		id: 'config-version-removed',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {
			en: 'The configuration is written in a version that kubeadm no longer reads',
			zh: '配置文件的 API 版本已被 kubeadm 移除',
		},
		meaning: {
			en: 'kubeadm drops old versions of its configuration (v1beta2 in 1.27, for example); it can translate one step at a time.',
			zh: 'kubeadm 会逐步移除旧版本的配置格式（例如 1.27 移除 v1beta2）；它可以逐级转换。',
		},
		suggests: [{says: /your configuration file uses a deprecated API spec/}],
		confirms: [
			{says: /your configuration file uses an old API spec/},
			{says: /no kind "(?:Init|Join|Cluster)Configuration" is registered for version "kubeadm\.k8s\.io\/v1\w+"/},
		],
		remedies: [
			look({
				id: 'newest-config-version',
				title: {en: 'See which version this kubeadm writes', zh: '查看当前 kubeadm 使用的版本'},
				why: {
					en: '`kubeadm config migrate --old-config OLD --new-config NEW` translates; where it refuses, do it once more with a kubeadm between the two.',
					zh: '用 `kubeadm config migrate --old-config 旧 --new-config 新` 转换；若被拒绝，请先用介于两者之间的 kubeadm 转换一次。',
				},
				run: () => sh`
					kubeadm version -o short
					kubeadm config print init-defaults | head -n 2
				`,
			}),
		],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/util/config/common.go', 'kubernetes/kubeadm#2890'],
	},
	{
		id: 'config-field-unknown',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'The configuration has a field that does not belong there', zh: '配置文件中有不属于该处的字段'},
		meaning: {
			en: 'A field is misspelt, indented wrongly or stands under the wrong kind; some versions refuse it, others pass over it in silence. In v1beta4 extraArgs is a list of name and value.',
			zh: '字段拼写错误、缩进错误或写在了错误的类型下；有的版本拒绝，有的版本悄悄忽略。v1beta4 中 extraArgs 是由 name 与 value 组成的列表。',
		},
		suggests: [{says: /strict decoding error: unknown field/}],
		confirms: [
			{says: /error unmarshaling (?:configuration|JSON).*(?:unknown field|cannot unmarshal)/},
			{says: /strict\.go:\d+\].*unknown field/},
			{says: /invalid configuration.*kubeadm\.k8s\.io.*unknown field/},
		],
		remedies: [
			look({
				id: 'validate-config',
				title: {en: 'Have kubeadm read it', zh: '让 kubeadm 校验配置'},
				why: {en: 'It names each field that it does not know.', zh: '它会指出每个不认识的字段。'},
				run: () => sh`
					for file in /etc/kubernetes/kubewalk/*.yaml; do
						echo "$file"
						kubeadm config validate --config "$file" || true
					done
				`,
			}),
		],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/util/config/strict/strict.go', 'kubernetes/kubeadm#3129'],
	},
	{
		id: 'no-stable-endpoint',
		about: ['join', 'vip'],
		severity: 'blocking',
		title: {en: 'The cluster was made without a common endpoint', zh: '集群创建时没有设置统一端点'},
		meaning: {
			en: 'Without controlPlaneEndpoint every node knows the first control plane’s own address only, so a second one can never stand in for it and kubeadm refuses to add one.',
			zh: '没有 controlPlaneEndpoint 时，所有节点只知道第一个控制平面的地址，其他控制平面无法替代它，因此 kubeadm 拒绝加入。',
		},
		suggests: [],
		confirms: [
			{
				says: /unable to add a new control plane instance (?:to )?a cluster that doesn't have a stable controlPlaneEndpoint/,
			},
			[
				{says: /^\s*kind: ClusterConfiguration/, in: ['kubeadm-config']},
				{lacks: /controlPlaneEndpoint: *\S/, in: ['kubeadm-config']},
				{
					says: /couldn't load the certificate file \/etc\/kubernetes\/pki\/ca\.crt|hosting a new control plane instance is not satisfied/,
				},
			],
		],
		remedies: [
			cure({
				id: 'back-up-cluster-files',
				title: {en: 'Back up what the change touches', zh: '备份将要改动的内容'},
				why: {
					en: 'A new cluster is best made anew with the endpoint. An old one needs it in kubeadm-config, in the API server’s certificate, in all kubeconfigs, and in the ConfigMaps kube-proxy and cluster-info: begin with a copy.',
					zh: '新集群最好带上端点重新创建。旧集群需要修改 kubeadm-config、API 服务器证书、所有 kubeconfig 以及 kube-proxy 与 cluster-info 这两个 ConfigMap：请先备份。',
				},
				target: 'first-control-plane',
				risk: 'safe',
				check: {ask: () => sh`[ -e /root/kubernetes-before-endpoint.tar.gz ]`},
				run: () => sh`
					umask 077
					tar -czf /root/kubernetes-before-endpoint.tar.gz /etc/kubernetes
					ls -l /root/kubernetes-before-endpoint.tar.gz
				`,
				undo: () => sh`rm -f /root/kubernetes-before-endpoint.tar.gz`,
			}),
		],
		sources: ['kubernetes/kubeadm#1331', 'kubernetes/kubernetes#72330'],
	},
	{
		id: 'cluster-configuration-unreadable',
		about: ['join'],
		severity: 'blocking',
		title: {en: 'The joining host may not read the cluster’s configuration', zh: '待加入主机无法读取集群配置'},
		meaning: {
			en: 'The API answers, but kubeadm-config is missing or its role was not made: init stopped before its last phases, or the ConfigMap was deleted.',
			zh: 'API 有应答，但 kubeadm-config 缺失，或没有创建对应的角色：init 未执行到最后阶段，或该 ConfigMap 被删除。',
		},
		suggests: [{says: /unable to fetch the kubeadm-config ConfigMap|failed to get config map: /}],
		confirms: [
			{
				says: /(?:unable to fetch the kubeadm-config ConfigMap|failed to get config map).*(?:configmaps "kubeadm-config" (?:not found|is forbidden))/,
			},
			{says: /configmaps "kubeadm-config" (?:not found|is forbidden)/},
			{says: /configmaps "kubeadm-config" not found/, in: ['kubeadm-config']},
		],
		rulesOut: [
			{
				says: /(?:unable to fetch the kubeadm-config ConfigMap|failed to get config map).*(?:dial tcp|connection refused|i\/o timeout|no route to host|x509)/,
			},
		],
		remedies: [
			cure({
				id: 'upload-config-again',
				title: {en: 'Upload the configuration again', zh: '重新上传配置'},
				why: {
					en: 'The phases of init that make the ConfigMaps and their roles can be run by themselves, with the file the cluster was made with.',
					zh: '可以用创建集群时的文件单独执行 init 中生成 ConfigMap 与角色的阶段。',
				},
				target: 'first-control-plane',
				check: {
					ask: given => sh`${kubectl} -n kube-system get configmap kubeadm-config ${kubeletConfigMap(given)}`,
				},
				run: () => sh`
					kubeadm init phase upload-config all --config /etc/kubernetes/kubewalk/kubeadm.yaml
					kubeadm init phase bootstrap-token --config /etc/kubernetes/kubewalk/kubeadm.yaml
				`,
			}),
		],
		sources: ['kubernetes/kubeadm#2414', 'kubernetes/kubeadm#1582'],
	},
];
