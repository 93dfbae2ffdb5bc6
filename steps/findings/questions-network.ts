// What the network component says, and what hosts have of it.
import type {Question} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectlAsk} from '../kubectl.ts';

const ask = kubectlAsk;

export const networkQuestions: readonly Question[] = [
	{
		id: 'cni-files',
		title: {en: 'CNI configurations and plugins', zh: 'CNI 配置与插件'},
		target: 'every-host',
		ask: () => sh`
			for folder in /etc/cni/net.d /opt/cni/bin /run/flannel; do
				echo "$folder:"
				ls -1 "$folder"
			done
		`,
		like: /\bls\b.*\/(?:etc\/cni\/net\.d|opt\/cni\/bin)/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'cni-programs',
		title: {
			en: 'Plugins that the network configuration names and the host lacks',
			zh: '网络配置引用而主机缺少的插件',
		},
		target: 'every-host',
		// The runtime takes the first file. What has a type and is no plugin is calico's policy.
		ask: () => sh`
			file=
			for each in /etc/cni/net.d/*; do
				case $each in
					*.conf | *.conflist | *.json) if [ -z "$file" ]; then file=$each; fi ;;
				esac
			done
			if [ ! -f "$file" ]; then exit 0; fi
			folders=$(sed -n 's/^ *bin_dirs* *= *//p' /etc/containerd/config.toml 2>/dev/null | tr -d '"[],'"'" || true)
			if [ -z "$folders" ]; then folders='/opt/cni/bin /usr/lib/cni'; fi
			tr -d ' \t\r\n' < "$file" | sed 's/"policy":{[^}]*}//g' | grep -o '"type":"[^"]*"' | cut -d '"' -f 4 | sort -u | while read -r name; do
				found=no
				for folder in $folders; do
					if [ -x "$folder/$name" ]; then found=yes; fi
				done
				if [ "$found" = no ]; then printf '%s names the plugin "%s", and no such program is in %s\n' "$file" "$name" "$folders"; fi
			done
		`,
		// Nobody types this.
		like: /(?!)/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'runtime-network',
		title: {en: 'Whether the runtime has loaded a network', zh: '运行时是否已加载网络配置'},
		target: 'every-host',
		ask: () => sh`timeout 5 crictl info`,
		like: /\bcrictl\b.*\binfo\b/,
		cost: 'cheap',
	},
	{
		id: 'network-logs',
		title: {en: 'Logs of the network component', zh: '网络组件的日志'},
		target: 'first-control-plane',
		ask: () => sh`
			${ask} get pods -A --no-headers | awk '$2 ~ /^(kube-flannel|calico-node|calico-typha|tigera-operator|cilium)/ {print $1, $2}' | head -n 8 | while read -r namespace pod; do
				echo "== $namespace/$pod"
				${ask} -n "$namespace" logs "$pod" --all-containers --tail=25 2>&1
			done
		`,
		like: /\bkubectl\b.*\blogs?\b.*(?:flannel|calico|tigera|cilium)/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'node-networks',
		title: {
			en: 'Pod subnets of the nodes, and the addresses their networks use',
			zh: '各节点的 Pod 网段以及网络组件使用的地址',
		},
		target: 'first-control-plane',
		ask: () =>
			sh`${ask} get nodes -o ${String.raw`custom-columns=NODE:.metadata.name,PODCIDR:.spec.podCIDR,INTERNAL:.status.addresses[0].address,FLANNEL:.metadata.annotations.flannel\.alpha\.coreos\.com/public-ip,CALICO:.metadata.annotations.projectcalico\.org/IPv4Address`}`,
		like: /podCIDR|public-ip|projectcalico/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'interfaces',
		title: {en: 'Network interfaces and their MTU', zh: '网卡及其 MTU'},
		target: 'every-host',
		ask: () => sh`ip -o link; ip -o -4 address`,
		like: /\bip (?:-\S+ )*(?:a|addr|address|link|l)\b/,
		cost: 'cheap',
	},
	{
		id: 'proxy-logs',
		title: {en: 'Logs of kube-proxy', zh: 'kube-proxy 的日志'},
		target: 'first-control-plane',
		ask: () => sh`
			for pod in $(${ask} -n kube-system get pods -l k8s-app=kube-proxy -o name); do
				${ask} -n kube-system logs "$pod" --since=10m --tail=20 2>&1
			done
		`,
		like: /\bkubectl\b.*\blogs?\b.*kube-proxy/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'proxy-config',
		title: {en: 'Configuration of kube-proxy', zh: 'kube-proxy 的配置'},
		target: 'first-control-plane',
		ask: () => sh`${ask} -n kube-system get configmap kube-proxy -o yaml`,
		like: /\bkubectl\b.*\b(?:get|describe|edit) (?:cm|configmaps?)(?:\/| )kube-proxy\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'proxy-endpoint',
		title: {en: 'The API server kube-proxy asks, and the cluster’s', zh: 'kube-proxy 访问的 API 地址与集群的端点'},
		target: 'first-control-plane',
		ask: () => sh`
			asked=$(${ask} -n kube-system get configmap kube-proxy -o yaml | sed -n 's/^ *server: //p')
			own=$(${ask} -n kube-public get configmap cluster-info -o yaml | sed -n 's/^ *server: //p')
			if [ "$asked" = "$own" ]; then echo "kube-proxy asks the cluster's endpoint, $own"; else echo "kube-proxy asks $asked, the cluster's endpoint is $own"; fi
		`,
		// Nobody types this.
		like: /(?!)/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'connection-table',
		title: {en: 'How full the connection table is', zh: '连接跟踪表的占用'},
		target: 'every-host',
		ask: () => sh`
			sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max
			dmesg | grep -i conntrack | tail -n 5
		`,
		like: /nf_conntrack_(?:count|max)|\bdmesg\b/,
		cost: 'cheap',
	},
	{
		id: 'services',
		title: {en: 'Services and the pods behind them', zh: 'Service 及其后端 Pod'},
		target: 'first-control-plane',
		ask: () => sh`
			${ask} get services -A -o wide
			${ask} get endpoints -A
		`,
		like: /\bkubectl\b.*\bget [\w,]*(?:svc|services?|ep|endpoints)\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'api-services',
		title: {en: 'APIs that other servers provide', zh: '由其他服务器提供的 API'},
		target: 'first-control-plane',
		ask: () => sh`${ask} get apiservices`,
		like: /\bkubectl\b.*\b(?:get|describe) apiservices?\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'add-on-logs',
		title: {en: 'Logs of metrics-server', zh: 'metrics-server 的日志'},
		target: 'first-control-plane',
		ask: () => sh`${ask} -n kube-system logs -l k8s-app=metrics-server --tail=20 2>&1`,
		like: /\bkubectl\b.*\blogs?\b.*metrics-server/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'claims',
		title: {en: 'Volume claims, volumes and storage classes', zh: '卷申领、卷与存储类'},
		target: 'first-control-plane',
		ask: () => sh`
			${ask} get persistentvolumeclaims -A
			${ask} get storageclasses
			${ask} describe persistentvolumeclaims -A
		`,
		like: /\bkubectl\b.*\b(?:get|describe) [\w,]*(?:pvc|persistentvolumeclaims?|sc|storageclass(?:es)?)\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'quotas',
		title: {en: 'Quotas', zh: '资源配额'},
		target: 'first-control-plane',
		ask: () => sh`${ask} describe resourcequotas -A`,
		like: /\bkubectl\b.*\b(?:get|describe) (?:quota|resourcequotas?)\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
];
