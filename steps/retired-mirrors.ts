// CentOS 7 ended on 2024-06-30, and the mirrors that its installer wrote down went with it; its packages are in the vault.
import type {Given, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {systemOf} from './system.ts';

const isRetired = (given: Given): boolean => systemOf(given).id === 'centos' && systemOf(given).version === '7';

const vault = 'http://vault.centos.org/7.9.2009';

/** Comments out the list of mirrors and puts the vault where the mirror was. */
const rewrite = fragment(
	`sed -i -e 's/^mirrorlist=/#&/' -e 's|^#baseurl=http://mirror.centos.org/centos/[$]releasever|baseurl=${vault}|' "$file"`,
);

export const retiredMirrors: Task = {
	id: 'retired-mirrors',
	title: {en: 'Package sources of the system that still exist', zh: '系统软件源仍然可用'},
	why: {
		en: 'CentOS 7 ended in June 2024, and the list of mirrors that it asks is gone: yum can install nothing until it is pointed at the vault. It gets no security updates any more. Its kernel 3.10 and control groups of version 1 leave Kubernetes up to 1.31, with containerd 1.6; nftables mode and Cilium need a newer kernel.',
		zh: 'CentOS 7 已于 2024 年 6 月停止维护，原有镜像列表已下线，在改用 vault 之前 yum 无法安装任何软件包，也不再有安全更新。受内核 3.10 和 cgroup v1 所限，最高只能用 Kubernetes 1.31 和 containerd 1.6；nftables 模式和 Cilium 需要更新的内核。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 2,
	check: {
		ask: given =>
			isRetired(given)
				? sh`
					if grep -lE '^mirrorlist=.*mirrorlist[.]centos[.]org' /etc/yum.repos.d/*.repo 2>/dev/null; then
						echo "These files name mirrors that are gone since July 2024." >&2
						exit 1
					fi
				`
				: sh`echo "This system's own sources are kept up."`,
	},
	run: () => sh`
		grep -lE '^mirrorlist=.*mirrorlist[.]centos[.]org' /etc/yum.repos.d/*.repo | while read -r file; do
			if [ ! -e "$file.before-kubewalk" ]; then cp -p "$file" "$file.before-kubewalk"; fi
			${rewrite}
		done
	`,
	undo: () => sh`
		for file in /etc/yum.repos.d/*.before-kubewalk; do
			case "$file" in *CentOS*) mv "$file" "$(dirname "$file")/$(basename "$file" .before-kubewalk)" ;; esac
		done
	`,
};
