// Kubelets serve with a certificate that they have signed themselves, good for their name and no address: nobody can check it.
// With serverTLSBootstrap they ask the cluster for one. Nothing approves these requests by itself, because only who knows the
// hosts can tell whether a name and an address are that node's (kubernetes.io, "TLS bootstrapping", "Certificate rotation").
import type {Given, Script, Task} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {expand} from '../expand.ts';
import {kubectl} from '../kubectl.ts';
import {planOf} from '../plan.ts';
import {versionOf} from '../versions.ts';

const config = '/var/lib/kubelet/config.yaml';
const setting = 'serverTLSBootstrap: true';

export const signsKubelets = (given: Given): boolean => {
	const {addons, kubeletCertificates} = planOf(given).kubernetes;
	return addons.includes('metrics-server') && kubeletCertificates === 'signed';
};

/** Where the cluster keeps the settings of its kubelets. */
export const kubeletConfigMap = (given: Given): string => {
	const {version} = planOf(given).kubernetes;
	return versionOf(version).kubeletConfigMap === 'per-minor' ? `kubelet-config-${version}` : 'kubelet-config';
};

const tellsJoiners: Script = given =>
	sh`${kubectl} -n kube-system get configmap ${kubeletConfigMap(given)} -o jsonpath='{.data.kubelet}' | grep -x ${setting} >/dev/null`;

/** `edit`: what sed does to the ConfigMap as YAML. */
const changeConfigMap = (given: Given, edit: string): Fragment =>
	fragment(
		sh`${kubectl} -n kube-system get configmap ${kubeletConfigMap(given)} -o yaml | sed ${edit} | ${kubectl} replace -f -`,
	);

const forJoiners: Task = {
	id: 'kubelet-signing-for-joiners',
	title: {en: 'Let nodes that join later ask for a serving certificate', zh: '让后续加入的节点也申请服务证书'},
	why: {
		en: 'kubeadm gives every node that joins, and every upgrade, the kubelet’s configuration from this ConfigMap.',
		zh: '节点加入和升级时，kubeadm 都从这个 ConfigMap 取得 kubelet 配置。',
	},
	target: 'first-control-plane',
	when: signsKubelets,
	risk: 'changes',
	check: {ask: tellsJoiners},
	run: given =>
		sh`${changeConfigMap(given, String.raw`/^ *serverTLSBootstrap:/d; s/^\( *\)kubelet: |.*$/&\n\1  ${setting}/`)}`,
	undo: given => sh`${changeConfigMap(given, '/^ *serverTLSBootstrap:/d')}`,
	usually: 2,
};

const onHost: Task = {
	id: 'kubelet-signing',
	title: {en: 'Let the kubelet ask for a serving certificate', zh: '让 kubelet 申请服务证书'},
	why: {
		en: 'The kubelet signs its own certificate otherwise, without the host’s address in it, and metrics-server rightly does not trust that. It is started anew; its pods go on. Until the request is approved, kubectl logs and exec do not work on this node.',
		zh: '否则 kubelet 使用自签名证书，其中没有主机地址，metrics-server 理应拒绝。kubelet 会重启，Pod 不受影响；申请被批准之前，该节点上 kubectl logs 和 exec 不可用。',
	},
	target: 'every-host',
	when: signsKubelets,
	risk: 'changes',
	check: {ask: () => sh`grep -qx ${setting} ${config} && systemctl is-active --quiet kubelet`},
	run: () => sh`
		sed -i '/^serverTLSBootstrap:/d' ${config}
		echo ${setting} >> ${config}
		systemctl restart kubelet
	`,
	undo: () => sh`
		sed -i '/^serverTLSBootstrap:/d' ${config}
		systemctl restart kubelet
	`,
	usually: 3,
};

/**
 * `list_pending` prints requests that nobody has decided, each with who asks. `list_unsigned` prints the ready nodes whose
 * kubelet does not show a certificate of the cluster's authority, good for the address that metrics-server asks at.
 */
const questions = fragment(sh`
	list_pending() {
		${kubectl} get csr -o jsonpath='{range .items[*]}{.metadata.name} {.spec.signerName} {.spec.username} {.status.conditions[*].type}{"\n"}{end}' |
			awk '$2 == "kubernetes.io/kubelet-serving" && NF == 3 {print $1, $3}'
	}
	list_unsigned() {
		${kubectl} get nodes -o jsonpath='{range .items[*]}{.metadata.name} {.status.addresses[?(@.type=="InternalIP")].address} {.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' |
			while read -r node address ready; do
				if [ "$ready" != True ]; then continue; fi
				case $address in *:*) address="[$address]" ;; esac
				if ! curl -s -m 5 -o /dev/null --cacert /etc/kubernetes/pki/ca.crt "https://$address:10250/healthz"; then echo "$node at $address"; fi
			done
	}
`);

const areSigned: Script = () => sh`
	${questions}
	left="$(list_pending)$(list_unsigned)"
	echo "$left"
	[ -z "$left" ]
`;

/**
 * What a request asks for must be the node's alone: its name and addresses, as the cluster knows them, which no other node has,
 * nor the API's endpoint. `judge REQUEST USER` prints why not. Addresses of IPv6 openssl writes in full.
 */
const judge = (given: Given): Fragment => {
	const {endpoint} = planOf(given);
	const shared = endpoint.kind === 'single' ? '' : endpoint.address;
	return fragment(sh`
		judge() {
			node=${expand('2#system:node:')}
			hosts=${` ${given.hosts.map(({name}) => name).join(' ')} `}
			case $hosts in
				*" $node "*) ;;
				*)
					echo 'it is no host of the plan'
					return
					;;
			esac
			text=$(${kubectl} get csr "$1" -o jsonpath='{.spec.request}' | base64 -d | openssl req -noout -text -subject -nameopt RFC2253)
			subject=$(sed -n 's/^subject= *//p' <<<"$text")
			if [ "$subject" != "CN=$2,O=system:nodes" ]; then
				echo "it is for $subject"
				return
			fi
			mine=" $(awk -v node="$node" '$1 == node' <<<"$nodes") "
			others=" $(awk -v node="$node" '$1 != node' <<<"$nodes" | tr '\n' ' ') "${shared}' '
			while read -r name; do
				case $name in *:*) name=$(getent ahosts "$name" | awk '{print $1; exit}') ;; esac
				case $others in
					*" $name "*)
						echo "it asks for $name, which is somebody else's"
						return
						;;
				esac
				case $mine in
					*" $name "*) ;;
					*)
						echo "it asks for $name, which the cluster does not know as $node's"
						return
						;;
				esac
			done <<<"$(grep -A 1 'Subject Alternative Name' <<<"$text" | tail -n 1 | tr , '\n' | sed 's/^ *DNS://; s/^ *IP Address://')"
		}
	`);
};

export const approveKubelets: Task = {
	id: 'kubelet-certificates',
	title: {en: 'Approve the kubelets’ serving certificates', zh: '批准各 kubelet 的服务证书'},
	why: {
		en: 'Each request is looked at first: a node must ask for itself, and for its own name and addresses only. kubelets ask again before the year is over; run this stage again then, or kubectl logs and exec end with the certificate.',
		zh: '逐个核对申请：节点只能为自己申请，且只能包含自己的名称和地址。证书一年到期前 kubelet 会再次申请，届时请重新运行本阶段，否则证书过期后 kubectl logs 和 exec 将不可用。',
	},
	target: 'first-control-plane',
	when: signsKubelets,
	risk: 'changes',
	check: {ask: areSigned},
	run: given => sh`
		${questions}
		${judge(given)}
		for _ in $(seq 60); do
			nodes=$(${kubectl} get nodes -o jsonpath='{range .items[*]}{.metadata.name}{range .status.addresses[*]} {.address}{end}{"\n"}{end}')
			refused=''
			while read -r request user; do
				if [ -z "$request" ]; then continue; fi
				why=$(judge "$request" "$user")
				if [ -n "$why" ]; then
					refused="$refused$request of $user: $why"$'\n'
				else
					${kubectl} certificate approve "$request"
				fi
			done <<<"$(list_pending)"
			if [ -n "$refused" ]; then
				printf %s "$refused"
				echo 'These requests were not approved. Look at each with "kubectl describe csr NAME"; if it is right all the same, say "kubectl certificate approve NAME", else "kubectl certificate deny NAME".' >&2
				exit 1
			fi
			unsigned=$(list_unsigned)
			if [ -z "$unsigned" ]; then exit 0; fi
			sleep 2
		done
		echo "$unsigned"
		echo 'These kubelets show no certificate that the cluster has signed: see "kubectl get csr", and "journalctl -u kubelet" there.' >&2
		exit 1
	`,
	undo: 'nothing-to-undo',
	usually: 15,
	waitingFor: {en: 'every kubelet to ask and to get its certificate', zh: '各 kubelet 提交申请并取得证书'},
	timeout: 900,
};

export const signKubelets: readonly Task[] = [forJoiners, onHost, approveKubelets];
