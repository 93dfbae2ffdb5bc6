// The way from the first control plane to the others for `certificates: copy`: a key of its own, for as long as the copy takes.
import type {Given, Host, Script, Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {kubectl} from './kubectl.ts';
import {isAddress} from './node-address.ts';
import {kubeletConf, manifests, ownConfig} from './paths.ts';
import {planOf} from './plan.ts';
import {controlPlanesOf} from './roles.ts';

const folder = `${ownConfig}/copy`;
export const copyKey = `${folder}/key`;
const knownHosts = `${folder}/known_hosts`;
const authorized = '/root/.ssh/authorized_keys';
/** The comment of the public key, by which its line is found again. */
const mark = 'kubewalk-copy-certificates';

const others = (given: Given): readonly Host[] => controlPlanesOf(given).slice(1);

export const copiesCertificates = (given: Given): boolean =>
	planOf(given).certificates === 'copy' && others(given).length > 0;

/** Nobody needs the certificates any more once every control plane has them. */
export const othersAreNodes: Script = given =>
	sh`${kubectl} get nodes ${others(given).map(({name}) => name)} >/dev/null 2>&1`;

export const hasJoined: Fragment = fragment(sh`{ [ -e ${kubeletConf} ] && [ -e ${manifests}/etcd.yaml ]; }`);

const portOf = (given: Given, {name}: Host): number => {
	const {ssh, hosts} = planOf(given);
	return hosts.find(host => host.name === name)?.ssh?.port ?? ssh.port;
};

export const forOthers = (given: Given, line: (host: Host, port: number) => string): Fragment =>
	fragment(
		others(given)
			.map(host => line(host, portOf(given, host)))
			.join('\n'),
	);

const isReady: Script = given => sh`
	[ -e ${copyKey} ] && for name in ${others(given).map(({name}) => name)}; do
		grep -qF -- "$name " ${knownHosts} || exit 1
	done
`;

const publicKeyLine = new RegExp(`^ssh-ed25519 \\S+ ${mark}$`, 'm');
const knownHostLines = /^\S+ (?:ssh|ecdsa)-\S+ [\w+/]+=*$/gm;

export const makeKey: Task = {
	id: 'copy-key',
	title: {en: 'Make a key for the copy, and see whose hosts answer', zh: '生成复制用的密钥，并读取各主机的指纹'},
	why: {
		en: 'The first control plane logs in to the others without a password, with a key that is made here and never leaves this host. The host keys that they show are only collected; each of those hosts says itself in the next task whether they are its own.',
		zh: '第一个控制平面使用在本机生成、从不离开本机的密钥免密登录其他控制平面。这里只收集对方出示的主机密钥；是否属实，由各主机在下一个任务中自行核对。',
	},
	target: 'first-control-plane',
	when: copiesCertificates,
	risk: 'changes',
	check: {ask: given => sh`${fragment(othersAreNodes(given))} || { ${fragment(isReady(given))}; }`},
	run: given => sh`
		install -d -m 700 ${folder}
		if [ ! -e ${copyKey} ]; then ssh-keygen -q -t ed25519 -N '' -C ${mark} -f ${copyKey}; fi
		: > ${knownHosts}
		look() { # name, address, port
			keys=$(ssh-keyscan -T 10 -p "$3" "$2" 2>/dev/null | awk -v name="$1" '!/^#/ && NF == 3 {print name, $2, $3}' || true)
			if [ -z "$keys" ]; then
				echo "$1 shows no ssh host key at $2 port $3 to this host. Let ssh through between the control planes, or write certificates: upload in the plan, which needs none." >&2
				exit 1
			fi
			printf '%s\n' "$keys" | tee -a ${knownHosts}
		}
		${forOthers(given, ({name, address}, port) => sh`look ${name} ${address} ${port}`)}
		cat ${`${copyKey}.pub`}
	`,
	verify: {ask: isReady},
	capture: {
		'copy-public-key': {
			parse: output => publicKeyLine.exec(output)?.[0],
			renew: () => sh`cat ${`${copyKey}.pub`}`,
		},
		'copy-host-keys': {
			parse: output => output.match(knownHostLines)?.join('\n'),
			renew: () => sh`cat ${knownHosts}`,
		},
	},
	undo: () => sh`rm -rf ${folder}`,
	usually: 3,
	waitingFor: {en: 'sshd of the other control planes to show its keys', zh: '其他控制平面的 sshd 出示主机密钥'},
};

/** sshd is to let this key in from nowhere else, and for nothing but commands and files. */
const limits = (given: Given): string => {
	const {address} = controlPlanesOf(given)[0]!;
	return isAddress(address) ? `restrict,from="${address}"` : 'restrict';
};

export const letsIn: Fragment = fragment(sh`grep -q ${` ${mark}$`} ${authorized} 2>/dev/null`);

/** The line goes, and a file that holds nothing else with it. */
export const forgetAccess: Fragment = fragment(sh`
	if ${letsIn}; then
		sed -i ${`/ ${mark}$/d`} ${authorized}
		if [ ! -s ${authorized} ]; then rm -f ${authorized}; fi
	fi
`);

/** Prints the file while the key is still let in; nothing when it is not. */
export const listAccess: Fragment = fragment(sh`if ${letsIn}; then echo ${authorized}: ${mark}; fi`);

export const letIn: Task = {
	id: 'copy-access',
	title: {en: 'Check the host key and let the key in', zh: '核对主机密钥并放行'},
	why: {
		en: 'This host compares the key that the first control plane was shown for it with its own, so nobody can sit between the two. Then it lets the copy’s key in, from that address only and only until the copy has arrived.',
		zh: '本机将第一个控制平面看到的主机密钥与自己的比对，排除中间人。然后放行复制用的密钥：仅限来自该地址，复制完成后立即收回。',
	},
	target: 'other-control-planes',
	when: copiesCertificates,
	risk: 'changes',
	check: {ask: () => sh`${hasJoined} || ${letsIn}`},
	run: given => sh`
		own=$(cat /etc/ssh/ssh_host_*_key.pub)
		shown=${given.captured('copy-host-keys')}
		while read -r name type key; do
			if [ "$name" != ${given.host.name} ]; then continue; fi
			case "$own" in
				*"$type $key"*) echo "the $type key that was shown is this host's" ;;
				*)
					echo "The $type host key that the first control plane was shown for this host is none of those in /etc/ssh. Another machine has its address, or sits in between; nothing was let in." >&2
					exit 1
					;;
			esac
		done <<< "$shown"
		${forgetAccess}
		install -d -m 700 /root/.ssh
		if [ ! -e ${authorized} ]; then install -m 600 /dev/null ${authorized}; fi
		# A last line that nobody ended would run into ours.
		if [ -n "$(tail -c 1 ${authorized})" ]; then echo >> ${authorized}; fi
		printf '%s %s\n' ${limits(given)} ${given.captured('copy-public-key')} >> ${authorized}
	`,
	verify: {ask: given => sh`grep -qF ${given.captured('copy-public-key')} ${authorized}`},
	undo: () => sh`${forgetAccess}`,
	usually: 2,
};

/** ssh as the first control plane uses it: its own key, the hosts that were checked, nothing from this host's settings. */
export const secureShell = (given: Given): Fragment => {
	const {address} = given.host;
	const settings = [
		'IdentitiesOnly=yes',
		'BatchMode=yes',
		'ConnectTimeout=10',
		'StrictHostKeyChecking=yes',
		`UserKnownHostsFile=${knownHosts}`,
		'GlobalKnownHostsFile=/dev/null',
		...(isAddress(address) ? [`BindAddress=${address}`] : []),
	];
	const options = ['-F', '/dev/null', '-i', copyKey, ...settings.map(setting => `-o${setting}`)];
	return fragment(sh`
		options=(${options})
		there() { # name, address, port, command
			ssh "${expand('options[@]')}" -oHostKeyAlias="$1" -p "$3" "root@$2" "$4" </dev/null
		}
	`);
};

export const forgetKey: Task = {
	id: 'copy-key-removed',
	title: {en: 'Throw the key away', zh: '销毁密钥'},
	why: {
		en: 'A key that opens root on the other control planes is not left lying about. It is let in nowhere any more; now it is gone as well.',
		zh: '能登录其他控制平面 root 的密钥不应留在磁盘上。各主机已不再放行它，现在将其删除。',
	},
	target: 'first-control-plane',
	when: copiesCertificates,
	risk: 'changes',
	check: {ask: () => sh`[ ! -e ${folder} ]`},
	run: () => sh`rm -rf ${folder}`,
	undo: 'nothing-to-undo',
	usually: 1,
};
