// Every member of etcd, asked on its own host: who leads, and whether it has room.
import type {Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {etcdctl} from './etcd.ts';
import {question} from './question.ts';
import {controlPlanesOf} from './roles.ts';

const etcdLeader = question(
	{
		id: 'etcd-leader',
		title: {en: 'etcd has one leader, and every member its version', zh: 'etcd 有唯一 leader，成员版本一致'},
		why: {
			en: 'Without a leader nothing can be written. Members of different versions stay on the older one’s features, and one that was forgotten in an upgrade stops the next.',
			zh: '没有 leader 就无法写入；成员版本不一致时只能使用旧版功能，升级时漏掉的成员会卡住下一次升级。',
		},
		fix: {
			en: 'Bring the members that are missing back (crictl ps -a --name etcd); one of another version gets the others’ manifest: kubeadm upgrade node.',
			zh: '恢复缺失的成员（crictl ps -a --name etcd）；版本不同的成员用 kubeadm upgrade node 更新清单。',
		},
		target: 'control-planes',
	},
	given => sh`
		status=$(${etcdctl(given)} endpoint status --cluster) || exit 1
		echo "$status"
		awk -F ', ' -v planned=${controlPlanesOf(given).length} '
			$5 == "true" {leaders++}
			{versions[$3]++; count++}
			END {
				for (version in versions) kinds++
				if (leaders != 1) {print leaders + 0 " leaders: see the log of etcd on each control plane."; exit 1}
				if (kinds != 1) {print "members of different versions: put the same image into etcd.yaml on every control plane."; exit 1}
				if (count != planned) {print count " members, " planned " are planned."; exit 1}
			}' <<<"$status"
	`,
);

/** etcd refuses every write once its file reaches the quota, 2 GiB unless told otherwise, and raises an alarm. */
const etcdRoom = question(
	{
		id: 'etcd-room',
		title: {en: 'etcd has room and no alarm', zh: 'etcd 有空间且无告警'},
		why: {
			en: 'When etcd’s file reaches 2 GiB it takes no more writes: "mvcc: database space exceeded". Events of a pod that crash-loops are enough to fill it.',
			zh: 'etcd 数据达到 2 GiB 就拒绝写入（“mvcc: database space exceeded”）；一个不断崩溃的 Pod 产生的事件就能写满它。',
		},
		fix: {
			en: 'Compact and defragment, then lift the alarm: etcdctl compact REVISION, etcdctl defrag --cluster, etcdctl alarm disarm.',
			zh: '压缩并整理碎片后解除告警：etcdctl compact 版本号、etcdctl defrag --cluster、etcdctl alarm disarm。',
		},
		target: 'control-planes',
	},
	given => sh`
		alarms=$(${etcdctl(given)} alarm list) || exit 1
		if [ -n "$alarms" ]; then
			echo "$alarms"
			echo "Compact and defragment etcd, then etcdctl alarm disarm." >&2
			exit 1
		fi
		${etcdctl(given)} endpoint status | awk -F ', ' '{
			split($4, size, " ")
			unit = size[2] == "GB" ? 1000 : size[2] == "MB" ? 1 : 0
			print $4
			if (size[1] * unit > 1600) {print "More than four fifths of 2 GiB: compact and defragment."; exit 1}
		}'
	`,
);

export const checkEtcd: readonly Task[] = [etcdLeader, etcdRoom];
