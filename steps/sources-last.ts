// What the next upgrade is fetched from ends one day as well, and nobody renews it here: said while there is time to look
// for another place.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {publicPackagesOf} from './mirrors.ts';
import {hasOwnSource} from './package-source.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {outsideAddresses} from './reachable-sources.ts';
import {systemOf} from './system.ts';

/** A signing key is renewed months ahead, a TLS certificate by a robot in its last month. */
const fewest = {key: 30, tls: 7} as const;

const keyAddress = (given: Given): string | undefined =>
	planOf(given).mirrors.packages?.key ??
	(hasOwnSource(given)
		? undefined
		: publicPackagesOf(planOf(given))[systemOf(given).family === 'apt' ? 'deb' : 'rpm'].key);

const keyLasts = (given: Given): Fragment => {
	const key = keyAddress(given);
	if (key === undefined) return fragment('# The plan’s package source has no key.');
	return fragment(sh`
		ends=$(curl -fsSL --max-time 20 ${key} 2>/dev/null | gpg --no-keyring --show-keys --with-colons 2>/dev/null | awk -F: '$1 == "pub" && $7 > last {last = $7} END {print last}' || true)
		if [ -n "$ends" ]; then lasts "The signing key at "${key} "$ends" ${fewest.key}; fi
	`);
};

export const sourcesLast: Task = question(
	{
		id: 'sources-last',
		title: {en: 'Package sources and registries stay valid', zh: '软件源和镜像仓库近期不会过期'},
		why: {
			en: 'Upgrades and new nodes fetch from the same places. A signing key or a TLS certificate there that ends soon stops them on that day, in words that do not say so.',
			zh: '升级和新增节点都要从同样的地方下载。那里的签名密钥或 TLS 证书一旦过期，就会在当天失败，而报错信息并不直说原因。',
		},
		fix: {
			en: 'Wait for the source to renew it (curl -fsSL KEY | gpg --show-keys shows the end), or name another mirror in the plan before that day, and fetch the new key by the task “Add the package source”.',
			zh: '等待软件源更新（用 curl -fsSL 密钥地址 | gpg --show-keys 查看到期日），或在到期前于计划中改用其他镜像站，并通过“添加软件源”任务取得新密钥。',
		},
		target: 'first-control-plane',
		usually: 10,
		waitingFor: {en: 'the addresses outside', zh: '外部地址的响应'},
	},
	given => sh`
		wrong=0
		now=$(date +%s)
		lasts() {
			days=$((($2 - now) / 86400))
			echo "$1 ends in $days days"
			if [ "$days" -lt "$3" ]; then
				echo "$1 ends on $(date -d "@$2" +%F), in $days days: name another mirror in the plan unless it is renewed by then." >&2
				wrong=1
			fi
		}
		${keyLasts(given)}
		set -- ${outsideAddresses(given)}
		for url in "$@"; do
			ends=$(curl -sSvk -o /dev/null --max-time 10 "$url" 2>&1 | awk 'sub(/^[*][ \t]*expire date: /, "") {ends = $0} END {print ends}' || true)
			if [ -n "$ends" ]; then lasts "The TLS certificate of $url" "$(date -d "$ends" +%s)" ${fewest.tls}; fi
		done
		exit "$wrong"
	`,
);
