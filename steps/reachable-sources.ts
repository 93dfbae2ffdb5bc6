// The places outside that packages and images come from, asked before anything depends on them.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {addons} from './addons/addons.ts';
import {calicoSources} from './calico.ts';
import {chartAddress, installerAddress} from './cilium.ts';
import {expand} from './expand.ts';
import {kubernetesPackages, mirrorNames} from './mirror-catalogue.ts';
import {
	criDockerdSourceOf,
	imageOf,
	imagePrefixOf,
	publicPackagesOf,
	registryAddressOf,
	registryOf,
} from './mirrors.ts';
import {addressIn, hasOwnSource, ownAddress} from './package-source.ts';
import {planOf, type Plan} from './plan.ts';
import {question} from './question.ts';
import {runtimeKindOf} from './runtime.ts';
import {dockerRepository} from './runtime-packages.ts';
import {systemOf} from './system.ts';
import {versionOf} from './versions.ts';

/** What a network component is fetched from. */
const networkSources: Readonly<Record<string, (plan: Plan) => readonly string[]>> = {
	calico: calicoSources,
	cilium: plan => [`${installerAddress(plan)}amd64.tar.gz`, chartAddress(plan)],
};

/** Addresses that must answer whatever they answer with: a registry says 401, a bare folder 404. */
export const outsideAddresses = (given: Given): readonly string[] => {
	const plan = planOf(given);
	const registry = registryAddressOf(registryOf(imagePrefixOf(plan)), plan.mirrors.images?.insecure ?? false);
	const own = ownAddress(given);
	const criDockerd = runtimeKindOf(plan) === 'cri-dockerd' ? [criDockerdSourceOf(plan)] : [];
	const packages = !hasOwnSource(given)
		? [dockerRepository(given).key!, publicPackagesOf(plan)[systemOf(given).family === 'apt' ? 'deb' : 'rpm'].key]
		: [addressIn(own ?? '')].filter(address => address !== undefined);
	const network = networkSources[plan.kubernetes.network.kind]?.(plan) ?? [];
	const manifests = addons.flatMap(({id, sources}) =>
		plan.kubernetes.addons.includes(id) ? (sources?.(plan) ?? []) : [],
	);
	return [...packages, ...criDockerd, ...network, ...manifests, `${registry}/v2/`];
};

const sourcesAnswer = question(
	{
		id: 'sources-answer',
		title: {en: 'Package sources and the image registry answer', zh: '软件源和镜像仓库可达'},
		why: {
			en: 'Everything is fetched from there. Better to know now than in the middle of the installation.',
			zh: '所有东西都要从那里下载，现在发现问题好过装到一半才发现。',
		},
		fix: {
			en: 'Check the way out from the host (curl -v ADDRESS, proxy, DNS), or name a mirror in the plan: mirrors: aliyun, tuna, ustc or daocloud, or one of your own.',
			zh: '检查主机的出网（curl -v 地址、代理、DNS），或在计划中指定镜像站：mirrors: aliyun、tuna、ustc 或 daocloud，也可以写自己的镜像源。',
		},
		usually: 10,
		waitingFor: {en: 'an address outside that does not answer', zh: '没有应答的外部地址'},
	},
	given => sh`
		${others(given)}
		${certificate}
		wrong=0
		set -- ${outsideAddresses(given)}
		for url in "$@"; do
			said=$(set +e; curl -sSv ${unsigned(given)} -o /dev/null --max-time 10 "$url" 2>&1; echo "exit $?")
			code=$(printf '%s\n' "$said" | awk '/^exit / {code = $2} END {print code}')
			why=$(printf '%s\n' "$said" | awk '/^curl: /' | awk 'NR == 1')
			case $code in
			0) echo "$url answers$(certificate)" ;;
			60)
				echo "$url shows a certificate that is not trusted or not valid today, $(date +%F) ($why): set this host's clock, or name another mirror in the plan." >&2
				wrong=1
				;;
			*)
				echo "$url cannot be reached from this host ($why): check the network, or name a mirror in the plan." >&2
				wrong=1
				;;
			esac
		done
		if [ "$wrong" != 0 ]; then others; fi
		exit "$wrong"
	`,
);

/** Reads from what curl -v said how long the server's certificate is good; every build of curl calls it "expire date". */
const certificate: Fragment = fragment(sh`
	certificate() {
		ends=$(printf '%s\n' "$said" | awk 'sub(/^[*][ \t]*expire date: /, "") {print; exit}')
		[ -n "$ends" ] || return 0
		ends=$(date -d "$ends" +%s)
		echo ", its TLS certificate ends in $(((ends - $(date +%s)) / 86400)) days"
	}
`);

/** A registry of one's own may have a certificate that nobody signed. */
const unsigned = (given: Given): Fragment => fragment(planOf(given).mirrors.images?.insecure === true ? '-k' : '');

/** Where a plan names no source of its own, the mirrors that answer from here are named, the fastest first. */
const others = (given: Given): Fragment => {
	const {mirrors, kubernetes} = planOf(given);
	if (mirrors.packages !== undefined) return fragment('others() { :; }');
	const keys = mirrorNames
		.filter(name => name !== mirrors.name && name !== 'daocloud')
		.map(name => `${name} ${kubernetesPackages(kubernetes.version, name).deb.key}`);
	return fragment(sh`
		others() {
			ranked=$(printf '%s\n' ${keys} | while read -r name key; do
				if took=$(curl -fsS -o /dev/null -w '%{time_total}' --max-time 5 "$key" 2>/dev/null); then echo "$took $name"; fi
			done | sort -n | awk '{printf "%s%s (%.2f s)", (NR > 1 ? ", " : ""), $2, $1}')
			if [ -n "$ranked" ]; then echo "These mirrors answer from here, the fastest first: $ranked. Write mirrors: NAME in the plan." >&2; fi
		}
	`);
};

/** The key is read, not kept. Packages that an expired key has signed are refused in words that do not say so. */
const keyIsGood = question(
	{
		id: 'source-key',
		title: {en: 'The package source’s signing key is good', zh: '软件源的签名密钥有效'},
		why: {
			en: 'A source whose key has expired, or that answers with something else than a key, installs nothing. Mirrors may still hand out a key that was renewed elsewhere.',
			zh: '密钥过期，或返回的不是密钥，软件源就什么也装不了。镜像站分发的密钥也可能仍是旧的。',
		},
		fix: {
			en: 'Name another mirror in the plan whose key is renewed, or mirrors: none; if only this host’s clock is wrong, timedatectl set-ntp true.',
			zh: '在计划中改用密钥已更新的镜像站，或写 mirrors: none；若只是本机时钟不对，执行 timedatectl set-ntp true。',
		},
		when: given => !hasOwnSource(given),
		usually: 3,
	},
	given => {
		const {key} = publicPackagesOf(planOf(given))[systemOf(given).family === 'apt' ? 'deb' : 'rpm'];
		return sh`
			if ! command -v gpg >/dev/null; then
				echo "gpg is not installed here: the key's expiry is read once it is."
				exit 0
			fi
			shown=$(curl -fsSL --max-time 20 ${key} | gpg --no-keyring --show-keys --with-colons 2>/dev/null | awk -F: '$1 == "pub" {there = 1; if ($7 > last) last = $7} END {if (there) print "ends " last}') || true
			if [ -z "$shown" ]; then
				echo ${`${key} does not answer with a signing key: name another mirror in the plan, or mirrors: none.`} >&2
				exit 1
			fi
			ends=${fragment('${shown#ends }')}
			if [ -z "$ends" ]; then
				echo "The key does not expire."
				exit 0
			fi
			days=$(((ends - $(date +%s)) / 86400))
			if [ "$days" -le 0 ]; then
				echo "The signing key expired on $(date -d "@$ends" +%F), "${`at ${key}: name another mirror in the plan, whose key is renewed, or mirrors: none.`} >&2
				exit 1
			fi
			echo "The key is good for $days more days."
		`;
	},
);

/** Images whose tags are known before kubeadm is there. */
const knownImages = (given: Given): readonly string[] => {
	const plan = planOf(given);
	const {coredns, pause, etcd} = versionOf(plan.kubernetes.version);
	const {patch} = plan.kubernetes;
	return [
		imageOf(plan, 'pause', pause),
		imageOf(plan, 'coredns', coredns),
		imageOf(plan, 'etcd', etcd),
		...(patch === undefined ? [] : [imageOf(plan, 'kube-apiserver', `v${patch}`)]),
	];
};

/** `https://HOST/v2/PATH/manifests/TAG` and the reference itself. */
const manifestLines = (given: Given): readonly string[] =>
	knownImages(given).map(reference => {
		const registry = registryOf(reference);
		const [path = '', tag = ''] = reference.slice(registry.length + 1).split(':');
		const address = registryAddressOf(registry, planOf(given).mirrors.images?.insecure ?? false);
		return `${reference} ${address}/v2/${path}/manifests/${tag}`;
	});

const tagsAreThere = question(
	{
		id: 'registry-tags',
		title: {en: 'The image registry has the images', zh: '镜像仓库中有所需镜像'},
		why: {
			en: 'Mirrors follow the original at their own pace. A tag that is missing shows now, before anything is installed.',
			zh: '镜像仓库的同步有快有慢。缺少的标签现在就能发现，而不是装到一半才发现。',
		},
		fix: {
			en: 'Name another mirror in the plan, or in kubernetes.version a patch release whose images it has.',
			zh: '在计划中改用其他镜像站，或在 kubernetes.version 中写该镜像仓库已有镜像的补丁版本。',
		},
		usually: 5,
		waitingFor: {en: 'the image registry', zh: '镜像仓库的响应'},
	},
	given => sh`
		missing=''
		set -- ${manifestLines(given)}
		for line in "$@"; do
			image=${fragment('${line%% *}')}
			code=$(curl -sSL ${unsigned(given)} -o /dev/null -w '%{http_code}' --max-time 15 -H 'Accept: application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json' "${fragment('${line#* }')}" 2>/dev/null) || code=000
			case $code in
			200) echo "$image is there" ;;
			404) missing="$missing $image" ;;
			401 | 403) echo "$image: the registry wants a token first, so only the pull can tell" ;;
			*) echo "$image: not known, the registry said $code" ;;
			esac
		done
		if [ -n "$missing" ]; then
			echo "The registry does not have$missing: name another mirror in the plan, or another patch release." >&2
			exit 1
		fi
	`,
);

const clockSkew = question(
	{
		id: 'clock-skew',
		title: {en: "The clock agrees with the package source's", zh: '本机时钟与软件源的时钟一致'},
		why: {
			en: 'Certificates made on a host whose clock runs ahead are not valid yet anywhere else.',
			zh: '时钟偏快的主机签发的证书，在其他主机上会被认为尚未生效。',
		},
		fix: {
			en: 'Let the clock be synchronised: timedatectl set-ntp true; where no time server can be reached, date -s.',
			zh: '开启时钟同步：timedatectl set-ntp true；访问不到时间服务器时用 date -s 手动校正。',
		},
	},
	given => sh`
		set -- ${outsideAddresses(given)}
		for url in "$@"; do
			theirs=$(curl -ksSI --max-time 10 "$url" 2>/dev/null | tr -d '\r' | awk 'tolower($1) == "date:" {sub(/^[^ ]* /, ""); print; exit}' || true)
			[ -n "$theirs" ] || continue
			ours=$(date +%s)
			theirs=$(date -d "$theirs" +%s)
			skew=$((ours - theirs))
			echo "$skew s against $url"
			if [ "${expand('skew#-')}" -gt 60 ]; then
				echo "This host's clock is off: set it (timedatectl set-ntp true, or date -s), then ask again." >&2
				exit 1
			fi
			exit 0
		done
		echo "No source told the time: the clock was not compared."
	`,
);

export const reachableSources: readonly Task[] = [sourcesAnswer, keyIsGood, tagsAreThere, clockSkew];
