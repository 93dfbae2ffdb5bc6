// Whether the package sources have the versions that the plan needs, read from what they publish: no source has to be set
// up for it, so it is known before anything changes.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {dockerLines, usesDocker} from './docker-package.ts';
import {wanted} from './install-packages.ts';
import {publicPackagesOf} from './mirrors.ts';
import {hasOwnSource, ownAddress} from './package-source.ts';
import {packagesOf} from './packages.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {containerdLines, dockerRepository} from './runtime-packages.ts';
import {systemOf} from './system.ts';

const isApt = (given: Given): boolean => systemOf(given).family === 'apt';

/** Where apt looks for the list of a source: `deb [options] ADDRESS SUITE [COMPONENT…]`, without what leads to the line. */
const aptLists = (line: string): readonly string[] => {
	const [address = '', suite = '', ...components] = line.replace(/^(?:deb\s+)?(?:\[[^\]]*\]\s+)?/, '').split(/\s+/);
	const base = address.replace(/\/$/, '');
	if (!/^https?:/.test(base)) return [];
	return suite.endsWith('/')
		? [`${base}/${suite.replace(/^(?:\.\/|\/)/, '')}Packages`]
		: components.map(component => `${base}/dists/${suite}/${component}/binary-$architecture/Packages`);
};

const dnfLists = (address: string): readonly string[] => {
	const base = address.replace(/\/$/, '').replace('$basearch', '$architecture');
	return /^https?:/.test(base) ? [`${base}/repodata/repomd.xml`] : [];
};

/** `$architecture` in them is the host's own, as its package manager calls it. */
const listsOf = (given: Given): readonly string[] => {
	const {deb, rpm} = publicPackagesOf(planOf(given));
	const docker = dockerRepository(given);
	if (isApt(given))
		return (hasOwnSource(given) ? [ownAddress(given) ?? ''] : [`${deb.address} /`, docker.apt]).flatMap(aptLists);
	return (hasOwnSource(given) ? [ownAddress(given) ?? ''] : [rpm.address, docker.dnf]).flatMap(dnfLists);
};

type Wish = {
	readonly what: string;
	readonly packages: readonly string[];
	readonly begins: readonly string[];
	readonly instead: string;
};

const begins = (lines: readonly string[]): readonly string[] => lines.map(line => `${line}.`);

/** kubeadm, and the runtime. */
const wishesOf = (given: Given): readonly Wish[] => {
	return [
		{what: 'kubeadm', packages: ['kubeadm'], begins: [wanted(given)], instead: 'write another version in the plan'},
		usesDocker(given)
			? {
					what: 'Docker',
					packages: ['docker-ce', 'docker.io'],
					begins: begins(dockerLines(given)),
					instead: 'write runtime: containerd',
				}
			: {
					what: 'containerd',
					packages: ['containerd.io', 'containerd'],
					begins: begins(containerdLines(given)),
					instead: '',
				},
	];
};

/** `published LIST` prints a name and a version a line. apt may keep only the packed list; dnf's is named in another. */
const published = (given: Given): Fragment =>
	isApt(given)
		? fragment(sh`
			published() {
				if ! curl -fsSL --max-time 60 "$1"; then curl -fsSL --max-time 60 "$1.gz" | gzip -dc; fi 2>/dev/null |
					awk '$1 == "Package:" {name = $2} $1 == "Version:" {print name, $2}'
			}
		`)
		: fragment(sh`
			unpack() {
				case $1 in
				*.gz) gzip -dc ;;
				*.xz) xz -dc ;;
				*.zst) zstd -dcq ;;
				*) cat ;;
				esac
			}
			published() {
				path=$(curl -fsSL --max-time 60 "$1" 2>/dev/null | tr '<' '\n' | awk -F'"' '/^location .*primary[.]xml/ {path = $2} END {print path}') || return 1
				curl -fsSL --max-time 60 "${fragment('${1%repodata/repomd.xml}')}$path" 2>/dev/null | unpack "$path" | tr '<' '\n' | awk '
					function of(name) {return match($0, " " name "=\"[^\"]*") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : ""}
					/^name>/ {name = substr($0, 6)}
					/^version / {print name, (of("epoch") + 0 ? of("epoch") ":" : "") of("ver") "-" of("rel")}
				'
			}
		`);

/**
 * What the sources that the system has already have of a runtime, which a source of one's own stands beside; where no list
 * can be asked over the network, of everything.
 */
const fromManager = (given: Given): Fragment => {
	const [kubeadm, runtime] = wishesOf(given).map(({packages}) => packages);
	const beside = hasOwnSource(given) ? runtime! : isApt(given) ? ['containerd', 'docker.io'] : [];
	return fragment(
		(listsOf(given).length === 0 ? [...kubeadm!, ...runtime!] : beside)
			.map(name => sh`${packagesOf(given).available(name)} | awk -v name=${name} '{print name, $1}' || true`)
			.join('\n'),
	);
};

const listWords = (given: Given): readonly Fragment[] => {
	const architecture = isApt(given) ? '"$(dpkg --print-architecture)"' : '"$(uname -m)"';
	return listsOf(given).map(list =>
		fragment(
			list
				.split('$architecture')
				.map(part => sh`${part}`)
				.join(architecture),
		),
	);
};

/** Prints the best that fits, or a hyphen and what there is instead. */
const best = `
	BEGIN {lines = split(begins, begin, " "); names = split(packages, name, " ")}
	index(packages, " " $1 " ") {
		plain = $2
		sub(/^[0-9]+:/, "", plain)
		for (i = 1; i <= lines; i++) if (index(plain, begin[i]) == 1 && best[i, $1] == "") best[i, $1] = $2
		if (++seen <= 5) have = (seen > 1 ? have ", " : "") $2
	}
	END {
		for (i = 1; i <= lines; i++) for (k = 1; k <= names; k++) if (best[i, name[k]] != "") {print name[k] " " best[i, name[k]]; exit}
		print "-" have
	}
`;

const compare = (given: Given, {what, packages, begins, instead}: Wish): Fragment => {
	const wish = `${what} ${begins.map(start => start.replace(/[.-]$/, '')).join(' or ')}`;
	const key = `mirrors.packages.${isApt(given) ? 'apt' : 'dnf'}`;
	return fragment(sh`
		there=$(printf '%s\n' "$found" | awk -v packages=${` ${packages.join(' ')} `} -v begins=${begins.join(' ')} ${best})
		case $there in
		-*)
			if [ "$unread" = 0 ]; then
				have=${fragment('${there#-}')}
				echo ${`The package sources have no ${wish}`}"${fragment('${have:+ (they have $have)}')}"${`: ${instead === '' ? '' : `${instead}, or `}name a source that has it under ${key} in the plan.`} >&2
				wrong=1
			else
				echo ${`Whether the sources have ${wish} is not known.`}
			fi
			;;
		*) echo "$there is there" ;;
		esac
	`);
};

export const publishedPackages: Task = question(
	{
		id: 'package-versions',
		title: {en: 'The package sources have the planned versions', zh: '软件源中有计划所需的版本'},
		why: {
			en: 'A version that no source has would stop the installation halfway, on hosts that are changed already.',
			zh: '如果没有任何软件源提供所需版本，安装会在主机已被改动之后中途停下。',
		},
		fix: {
			en: 'Write a version in kubernetes.version that the sources have (apt-cache madison kubeadm, dnf --showduplicates list kubeadm), or name a source that has the planned one under mirrors.packages.',
			zh: '在 kubernetes.version 中写软件源已有的版本（apt-cache madison kubeadm 或 dnf --showduplicates list kubeadm），或在 mirrors.packages 中写有该版本的软件源。',
		},
		usually: 5,
		waitingFor: {en: 'the package sources', zh: '软件源的响应'},
	},
	given => sh`
		${published(given)}
		set -- ${listWords(given)}
		found=$(
			:
			${fromManager(given)}
		)
		unread=0
		for list in "$@"; do
			lines=$(published "$list" || true)
			if [ -z "$lines" ]; then
				echo "$list could not be read: only the installation can tell what is there."
				unread=1
			fi
			found="$lines
		$found"
		done
		found=$(printf '%s\n' "$found" | sort -rV)
		wrong=0
		${fragment(
			wishesOf(given)
				.map(wish => compare(given, wish).bash)
				.join('\n'),
		)}
		exit "$wrong"
	`,
);
