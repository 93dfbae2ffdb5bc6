// Leftovers of a cluster that is not the plan's: kubeadm trips over them, or worse, goes on with the old certificates.
import {sh} from '../source/engine/script.ts';
import {endpointOf} from './kubeadm-config.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';

const kubeconfigs = ['admin.conf', 'kubelet.conf', 'bootstrap-kubelet.conf'].map(name => `/etc/kubernetes/${name}`);

export const earlierCluster = question(
	{
		id: 'earlier-cluster',
		title: {en: 'Nothing is left of another cluster', zh: '没有其他集群的残留'},
		why: {
			en: 'Old manifests, etcd data and network configuration stop kubeadm, or end up in the new cluster.',
			zh: '旧的清单、etcd 数据和网络配置会让 kubeadm 报错，甚至混进新集群。',
		},
		fix: {
			en: 'Clear the host first: kubewalk run --book reset with the plan of the other cluster, or kubeadm reset -f.',
			zh: '先清理主机：用原集群的计划执行 kubewalk run --book reset，或执行 kubeadm reset -f。',
		},
	},
	given => sh`
		for file in ${kubeconfigs}; do
			# Whatever else lies here, it belongs to the plan's own cluster.
			if grep -qF ${`server: https://${endpointOf(planOf(given))}`} "$file" 2>/dev/null; then
				echo "$file belongs to this plan's cluster"
				exit 0
			fi
		done
		left=''
		for path in ${kubeconfigs} /etc/kubernetes/manifests/*.yaml /var/lib/etcd/member /var/lib/kubelet/config.yaml /etc/cni/net.d/*.conf*; do
			if [ -e "$path" ]; then left="$left $path"; fi
		done
		if [ -n "$left" ]; then
			echo "Left over from another cluster:$left. Clear this host with kubewalk's book reset first." >&2
			exit 1
		fi
		echo "nothing left over"
	`,
);
