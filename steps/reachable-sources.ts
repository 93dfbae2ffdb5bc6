// The places outside that packages and images come from, asked before anything depends on them.
import type {Given, Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {criDockerdSourceOf, imagePrefixOf, publicPackagesOf, registryAddressOf, registryOf} from './mirrors.ts';
import {addressIn} from './package-source.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {runtimeKindOf} from './runtime.ts';
import {needsDockerSource} from './runtime-packages.ts';

const dockerKey = 'https://download.docker.com/linux/debian/gpg';

/** Addresses that must answer whatever they answer with: a registry says 401, a bare folder 404. */
export const outsideAddresses = (given: Given): readonly string[] => {
	const plan = planOf(given);
	const registry = registryAddressOf(registryOf(imagePrefixOf(plan)), plan.mirrors.images?.insecure ?? false);
	const own = plan.mirrors.packages?.apt;
	const criDockerd = runtimeKindOf(plan) === 'cri-dockerd' ? [criDockerdSourceOf(plan)] : [];
	const packages =
		own === undefined
			? [...(needsDockerSource(given) ? [dockerKey] : []), publicPackagesOf(plan).key]
			: [addressIn(own)].filter(address => address !== undefined);
	return [...packages, ...criDockerd, `${registry}/v2/`];
};

const sourcesAnswer = question(
	{
		id: 'sources-answer',
		title: {en: 'Package sources and the image registry answer', zh: '软件源和镜像仓库可达'},
		why: {
			en: 'Everything is fetched from there. Better to know now than in the middle of the installation.',
			zh: '所有东西都要从那里下载，现在发现问题好过装到一半才发现。',
		},
		usually: 10,
		waitingFor: {en: 'an address outside that does not answer', zh: '没有应答的外部地址'},
	},
	given => sh`
		wrong=0
		set -- ${outsideAddresses(given)}
		for url in "$@"; do
			# -k: whether a certificate is trusted shows when packages or images are fetched.
			if said=$(curl -ksS -o /dev/null --max-time 10 "$url" 2>&1); then
				echo "$url answers"
			else
				echo "$url cannot be reached from this host ($said): check the network, or name a mirror in the plan." >&2
				wrong=1
			fi
		done
		exit "$wrong"
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

export const reachableSources: readonly Task[] = [sourcesAnswer, clockSkew];
