// Rules of a firewall that close the cluster's ports, and how they go while everything else stays.
import {sh} from '../../source/engine/script.ts';
import {cure} from './make-remedy.ts';

/** The options of a rule that keeps a port of the cluster closed, one at least. */
const closes = '-A INPUT .*--dports? [0-9,:]*(6443|2379|2380|10250)[0-9,:]* .*-j (DROP|REJECT)';

export const takeRulesAway = cure({
	id: 'accept-cluster-ports',
	title: {en: 'Take away the rules that close the cluster’s ports', zh: '删除拦截集群端口的防火墙规则'},
	why: {
		en: 'Only rules of the INPUT chain that drop or reject 6443, 2379-2380 or 10250 go; everything else that the firewall keeps out stays out. A rule that comes back at boot is to be taken out of where it is kept as well.',
		zh: '只删除 INPUT 链中丢弃或拒绝 6443、2379-2380、10250 的规则，其他限制不变。若规则会在开机时恢复，还要从其保存处删除。',
	},
	check: {ask: () => sh`! iptables -S INPUT 2>/dev/null | grep -E -- ${closes}`},
	run: () => sh`
		iptables -S INPUT | grep -E -- ${closes} | sed 's/^-A/-D/' | while read -r rule; do
			echo "iptables $rule"
			echo "$rule" | xargs iptables
		done
	`,
});
