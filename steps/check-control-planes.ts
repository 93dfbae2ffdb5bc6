// Every control plane for itself: its API server, its certificates and files.
import type {Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {checkEtcd} from './check-etcd.ts';
import {expand} from './expand.ts';
import {endpointOf} from './kubeadm-config.ts';
import {kubectl} from './kubectl.ts';
import {adminConf, manifests} from './paths.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';

const target = 'control-planes';

export const apiServerReady = question(
	{
		id: 'api-server-ready',
		title: {en: 'This host’s own API server is ready', zh: '本机 API server 就绪'},
		why: {
			en: 'A load balancer hides an API server that is down: everything works until the next one goes. Each is asked directly.',
			zh: '负载均衡会掩盖某个宕掉的 API server，等下一个也出问题时才暴露；所以逐台直接询问。',
		},
		fix: {
			en: 'crictl ps -a --name kube-apiserver and crictl logs ID on this host tell why; kubewalk diagnose with this plan names the cause.',
			zh: '在本机执行 crictl ps -a --name kube-apiserver 和 crictl logs ID 查看原因；用本计划执行 kubewalk diagnose 可给出结论。',
		},
		target,
	},
	() => sh`
		if ! ready=$(${kubectl} --server https://127.0.0.1:6443 --request-timeout 10s get --raw '/readyz?verbose' 2>&1); then
			printf '%s\n' "$ready" | grep -v '^\[+\]' >&2
			echo "The API server of this host is not ready: crictl ps -a, and the log of its container." >&2
			exit 1
		fi
		printf '%s\n' "$ready" | tail -n 1
	`,
);

const leaders = question(
	{
		id: 'leaders',
		title: {en: 'Somebody leads the controllers and the scheduler', zh: '控制器与调度器都有 leader'},
		why: {
			en: 'With no leader the API answers and nothing happens: no pod is scheduled, no Service gets endpoints. The lease says who leads and when it was last renewed.',
			zh: '没有 leader 时 API 照常应答，但什么都不会发生：Pod 不调度，Service 没有后端。租约里写着谁在领导、何时续约。',
		},
		fix: {
			en: 'crictl ps -a on every control plane shows which component does not run, crictl logs ID why.',
			zh: '在每个控制平面执行 crictl ps -a 找出没有运行的组件，再用 crictl logs ID 查看原因。',
		},
		target: 'first-control-plane',
	},
	() => sh`
		wrong=0
		for name in kube-controller-manager kube-scheduler; do
			lease=$(${kubectl} -n kube-system get lease "$name" -o jsonpath='{.spec.holderIdentity} {.spec.renewTime}')
			renewed=$(date -d "${expand('lease#* ')}" +%s 2>/dev/null || echo 0)
			age=$(($(date +%s) - renewed))
			if [ -z "${expand('lease%% *')}" ] || [ "$age" -gt 60 ]; then
				echo "$name: nobody has led for $age s. crictl ps -a on every control plane, and the log of $name." >&2
				wrong=1
			else
				echo "$name: ${expand('lease%%_*')}"
			fi
		done
		exit "$wrong"
	`,
);

const servingNames = question(
	{
		id: 'api-server-names',
		title: {
			en: 'The API server’s certificate has every name it is asked by',
			zh: 'API server 证书包含所有访问名称',
		},
		why: {
			en: 'Clients come by the endpoint’s address, by this host’s and by 127.0.0.1. A certificate without one of them is refused with "certificate is valid for …, not …".',
			zh: '客户端会用入口地址、本机地址和 127.0.0.1 访问。证书缺少其中之一，就会报 “certificate is valid for …, not …”。',
		},
		fix: {
			en: 'Add the name to apiServer.certSANs (kubectl -n kube-system edit configmap kubeadm-config), rm /etc/kubernetes/pki/apiserver.{crt,key}, kubeadm init phase certs apiserver, then restart the API server’s container.',
			zh: '把名称加入 apiServer.certSANs（kubectl -n kube-system edit configmap kubeadm-config），删除 /etc/kubernetes/pki/apiserver.{crt,key}，执行 kubeadm init phase certs apiserver，再重启 API Server 容器。',
		},
		target,
	},
	given => sh`
		names=$(openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -text | awk '/Subject Alternative Name/ {getline; print}')
		wrong=0
		for name in ${[planOf(given).endpoint.address, given.host.address, '127.0.0.1']}; do
			case ",${expand('names// /')}," in
				*",IPAddress:$name,"* | *",DNS:$name,"*) ;;
				*)
					echo "$name is not in it: add it to certSANs, remove apiserver.crt and apiserver.key, and run kubeadm init phase certs apiserver." >&2
					wrong=1
					;;
			esac
		done
		[ "$wrong" = 1 ] || echo "${expand('names# *')}" | xargs
		exit "$wrong"
	`,
);

const fileModes = question(
	{
		id: 'secret-file-modes',
		title: {en: 'Keys and kubeconfigs are root’s alone', zh: '密钥和 kubeconfig 只有 root 可读'},
		why: {
			en: 'Who reads admin.conf or a CA’s key owns the cluster. A copy made by hand often comes with the modes of the hand that made it.',
			zh: '能读 admin.conf 或 CA 私钥的人就拥有整个集群。手工拷贝来的文件，权限往往跟着拷贝的人走。',
		},
		fix: {
			en: 'chmod 600 and chown root:root the files that are named.',
			zh: '对提示的文件执行 chmod 600 和 chown root:root。',
		},
		target,
	},
	() => sh`
		open=$(stat -c '%a %n' /etc/kubernetes/*.conf /etc/kubernetes/pki/*.key /etc/kubernetes/pki/etcd/*.key | awk '$1 !~ /00$/ {print $2 " has mode " $1}')
		if [ -n "$open" ]; then
			echo "$open"
			echo "Close them with chmod 600." >&2
			exit 1
		fi
		echo "all of them"
	`,
);

const sameImages = question(
	{
		id: 'control-plane-images-agree',
		title: {en: 'Its components are of one release', zh: '控制平面组件版本一致'},
		why: {
			en: 'The static pods’ manifests of every control plane name the same images. A host whose upgrade was cut off runs an API server of one release and a scheduler of another.',
			zh: '各控制平面静态 Pod 的镜像应当一致；升级中断的主机会出现 API server 与调度器版本不同。',
		},
		fix: {
			en: 'kubeadm upgrade node on the host that differs, or put the planned release into its manifests below /etc/kubernetes/manifests.',
			zh: '在版本不同的主机上执行 kubeadm upgrade node，或把 /etc/kubernetes/manifests 中的镜像改为计划的版本。',
		},
		target,
	},
	given => sh`
		awk -v minor=${`:v${planOf(given).kubernetes.version}.`} '
			/^ *image: .*kube-(apiserver|controller-manager|scheduler):/ {
				count++
				tag = $2; sub(/.*:/, "", tag); tags[tag]++
				if (!index($2, minor)) {print FILENAME " has " $2 ": the planned release is another."; wrong = 1}
			}
			END {
				for (tag in tags) {print tags[tag] " components of " tag; kinds++}
				exit wrong || kinds != 1 || count != 3
			}' ${manifests}/kube-*.yaml
	`,
);

const ownKubeconfig = question(
	{
		id: 'admin-reaches-endpoint',
		title: {en: 'The administrator’s kubeconfig goes through the endpoint', zh: '管理员 kubeconfig 走集群入口'},
		why: {
			en: 'A kubeconfig that names one control plane works every day but the one on which that host is down.',
			zh: 'kubeconfig 若指向某一台控制平面，平时都好用，偏偏那台宕机的时候不能用。',
		},
		fix: {
			en: 'kubectl --kubeconfig /etc/kubernetes/admin.conf config set-cluster kubernetes --server=https://ENDPOINT:PORT',
			zh: 'kubectl --kubeconfig /etc/kubernetes/admin.conf config set-cluster kubernetes --server=https://入口地址:端口',
		},
		target,
	},
	given => {
		const server = `https://${endpointOf(planOf(given))}`;
		return sh`
			server=$(awk '$1 == "server:" {print $2}' ${adminConf})
			if [ "$server" != ${server} ]; then
				echo "${adminConf} asks $server:" ${`write ${server} there.`} >&2
				exit 1
			fi
			${kubectl} --request-timeout 10s get --raw /version | awk -F '"' '/gitVersion/ {print $4}'
		`;
	},
);

export const checkControlPlanes: readonly Task[] = [
	apiServerReady,
	leaders,
	...checkEtcd,
	servingNames,
	fileModes,
	sameImages,
	ownKubeconfig,
];
