// Docker's daemon.json. An operator's own keys stay: what Kubernetes needs is put among them, and where it is only a good
// habit, what the operator wrote wins. JSON has no comments, so the file cannot say whose it is; the one that was there
// before lies beside it, empty where there was none.
import type {Given} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh, writeFile} from '../source/engine/script.ts';
import {dockerHubMirrorOf, imagePrefixOf, registryOf} from './mirrors.ts';
import {packagesOf} from './packages.ts';
import {planOf} from './plan.ts';

export const daemonFile = '/etc/docker/daemon.json';
const original = `${daemonFile}.before-kubewalk`;

type Daemon = Readonly<Record<string, string | readonly string[] | Readonly<Record<string, string>>>>;

/** What a host without a daemon.json gets. */
const daemon = (given: Given): Daemon => {
	const plan = planOf(given);
	const hub = dockerHubMirrorOf(plan);
	return {
		// systemd owns the control groups, as the kubelet is told; Docker's own default on cgroup v1 is cgroupfs.
		'exec-opts': ['native.cgroupdriver=systemd'],
		'log-driver': 'json-file',
		// The kubelet does not rotate what Docker writes.
		'log-opts': {'max-file': '3', 'max-size': '100m'},
		// Docker 29 stores new images in containerd unless a driver is named, where the kubelet does not count them.
		'storage-driver': 'overlay2',
		...(hub === undefined ? {} : {'registry-mirrors': [hub]}),
		...(plan.mirrors.images?.insecure ? {'insecure-registries': [registryOf(imagePrefixOf(plan))]} : {}),
	};
};

export const daemonText = (given: Given): string => `${JSON.stringify(daemon(given), undefined, 2)}\n`;

/** Limits for json-file are refused by another log driver. */
const merge = `. as $theirs | $ours + $theirs
| ."exec-opts" = [($theirs."exec-opts" // [])[] | select(startswith("native.cgroupdriver=") | not)] + $ours."exec-opts"
| ."log-opts" = (if ."log-driver" == "json-file" then $ours."log-opts" else {} end) + ($theirs."log-opts" // {})
| if ."log-opts" == {} then del(."log-opts") else . end
| reduce ("registry-mirrors", "insecure-registries") as $list
	(.; if $ours[$list] then .[$list] = (($theirs[$list] // []) + $ours[$list] | unique) else . end)`;

const merged = (given: Given): Fragment =>
	fragment(sh`jq -S --argjson ours ${JSON.stringify(daemon(given))} ${merge} ${daemonFile}`);

/** A condition: everything that the plan wants of it is in the file. */
export const daemonIsSet = (given: Given): Fragment =>
	fragment(sh`
		{
			[ "$(cat ${daemonFile} 2>/dev/null)" = ${daemonText(given).trimEnd()} ] ||
				{
					[ -s ${daemonFile} ] && command -v jq >/dev/null &&
						[ "$(${merged(given)} 2>/dev/null)" = "$(jq -S . ${daemonFile} 2>/dev/null)" ]
				}
		}
	`);

export const setDaemon = (given: Given): Fragment =>
	fragment(sh`
		mkdir -p /etc/docker
		if [ ! -e ${original} ]; then
			if [ -s ${daemonFile} ]; then cp -p ${daemonFile} ${original}; else true > ${original}; fi
		fi
		if [ -s ${daemonFile} ]; then
			# There are settings already: they stay, and ours are put among them.
			if ! command -v jq >/dev/null && ! ${packagesOf(given).install('jq')}; then
				echo "jq is needed to add to the settings in ${fragment(daemonFile)}: install it, or write them there by hand, then run this task again." >&2
				exit 1
			fi
			if ! merged=$(${merged(given)}); then
				echo "${fragment(daemonFile)} is not valid JSON: correct it, then run this task again." >&2
				exit 1
			fi
			printf '%s\n' "$merged" > ${daemonFile}
		else
			${writeFile(daemonFile, daemonText(given), '644')}
		fi
		cat ${daemonFile}
	`);

export const restoreDaemon: Fragment = fragment(sh`
	if [ -s ${original} ]; then
		mv ${original} ${daemonFile}
	elif [ -e ${original} ]; then
		rm -f ${original} ${daemonFile}
	fi
`);
