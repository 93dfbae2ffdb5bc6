// `certificates: copy`: the first control plane brings the shared files to the others, and both ends compare them.
import type {Given, Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {
	copiesCertificates,
	copyKey,
	forgetAccess,
	forgetKey,
	forOthers,
	hasJoined,
	letIn,
	letsIn,
	makeKey,
	othersAreNodes,
	secureShell,
} from './copy-access.ts';
import {expand} from './expand.ts';
import {ownConfig, ownState} from './paths.ts';
import {
	certificateFiles,
	fingerprints,
	fingerprintsIn,
	keyFiles,
	modesAreRight,
	pki,
	removeShared,
	sharedFiles,
} from './shared-certificates.ts';

const incoming = `${ownConfig}/incoming`;
const received = `${ownState}/certificates-received`;

const scpAddress = (address: string): string => (address.includes(':') ? `[${address}]` : address);

const printFingerprints = sh`
	${fingerprints}
	fingerprints
`;

const alikeEverywhere = (given: Given): Fragment =>
	fragment(sh`
	[ -e ${copyKey} ] || exit 1
	${secureShell(given)}
	${fingerprints}
	own=$(fingerprints) || exit 1
	# shellcheck disable=SC2016 # what stands in single quotes is for the other host
	compare() { # name, address, port
		if [ "$(there "$1" "$2" "$3" ${printFingerprints})" != "$own" ]; then
			echo "$1 has other certificates than this host, or none" >&2
			exit 1
		fi
		echo "$1 has the same certificates and keys"
	}
	${forOthers(given, ({name, address}, port) => sh`compare ${name} ${address} ${port}`)}
`);

const prepareThere = sh`
	set -e
	rm -rf ${incoming}
	install -d -m 700 ${ownConfig} ${incoming} ${incoming}/etcd
	if [ -e ${pki}/ca.crt ]; then cat ${pki}/ca.crt; fi
`;

const settleThere = sh`
	set -e
	cd ${incoming}
	install -d -m 755 -o root -g root ${pki} ${pki}/etcd
	for file in ${certificateFiles}; do install -m 644 -o root -g root "$file" ${pki}/"$file"; done
	for file in ${keyFiles}; do install -m 600 -o root -g root "$file" ${pki}/"$file"; done
	cd /
	rm -rf ${incoming}
`;

const inFolder = (start: string): readonly string[] =>
	sharedFiles.filter(file => file.startsWith('etcd/') === (start === 'etcd/'));

const copy: Task = {
	id: 'copy-certificates',
	title: {en: 'Copy the shared certificates and keys', zh: '复制共享的证书和私钥'},
	why: {
		en: 'The four authorities that all control planes share: the cluster’s, etcd’s, the front proxy’s, and the key that signs service accounts. Certificates for a host’s own name are never copied. Fingerprints are compared on both ends; of a private key, that of its public half.',
		zh: '所有控制平面共享的四套材料：集群 CA、etcd CA、front-proxy CA，以及服务账号签名密钥。各主机自己的证书绝不复制。两端比对指纹；私钥只比对其公钥部分。',
	},
	target: 'first-control-plane',
	when: copiesCertificates,
	risk: 'changes',
	check: {ask: given => sh`${fragment(othersAreNodes(given))} || ( ${alikeEverywhere(given)} )`},
	run: given => sh`
		${secureShell(given)}
		${fingerprints}
		# shellcheck disable=SC2016 # what stands in single quotes is for the other host
		copy_to() { # name, address, port, address for scp
			before=$(there "$1" "$2" "$3" ${prepareThere})
			if [ -n "$before" ] && [ "$before" != "$(cat ${pki}/ca.crt)" ]; then
				echo "$1 has the certificate authority of another cluster. Look at what runs there; when it may go, clear it with kubeadm reset -f, and run this task again." >&2
				exit 1
			fi
			cd ${pki} || exit 1
			scp -q "${expand('options[@]')}" -oHostKeyAlias="$1" -P "$3" ${inFolder('')} "root@$4:"${incoming}/
			scp -q "${expand('options[@]')}" -oHostKeyAlias="$1" -P "$3" ${inFolder('etcd/')} "root@$4:"${incoming}/etcd/
			there "$1" "$2" "$3" ${settleThere}
			echo "copied to $1"
		}
		${forOthers(given, ({name, address}, port) => sh`copy_to ${name} ${address} ${port} ${scpAddress(address)}`)}
		echo 'Fingerprints on this host:'
		fingerprints
	`,
	verify: {ask: given => sh`${alikeEverywhere(given)}`},
	capture: {
		'certificate-fingerprints': {parse: fingerprintsIn, renew: () => printFingerprints},
	},
	undo: given => sh`
		if [ -e ${copyKey} ]; then
			${secureShell(given)}
			${forOthers(given, ({name, address}, port) => sh`there ${name} ${address} ${port} ${removeShared.bash} || true`)}
		fi
	`,
	usually: 5,
	waitingFor: {en: 'ssh to the other control planes', zh: '到其他控制平面的 ssh 连接'},
};

const hasArrived: Fragment = fragment(sh`
	${fingerprints}
	if ${letsIn}; then
		echo "the copy's key is still let in" >&2
		exit 1
	fi
	[ -s ${received} ] && [ "$(cat ${received})" = "$(fingerprints 2>/dev/null)" ] && ${modesAreRight}
`);

const arrived: Task = {
	id: 'copied-certificates',
	title: {en: 'Compare the fingerprints here, and take the access back', zh: '在本机比对指纹，并收回访问权限'},
	why: {
		en: 'What arrived is compared on this host, through kubewalk’s own way in, with what the first control plane has; keys must be root’s alone. Then the key of the copy is let in no longer.',
		zh: '通过 kubewalk 自己的连接，在本机将收到的文件与第一个控制平面的指纹比对；私钥只能由 root 读取。随后不再放行复制用的密钥。',
	},
	target: 'other-control-planes',
	when: copiesCertificates,
	risk: 'changes',
	check: {ask: () => sh`${hasJoined} || ( ${hasArrived} )`},
	run: given => sh`
		${fingerprints}
		found=$(fingerprints)
		if [ "$found" != ${given.captured('certificate-fingerprints')} ]; then
			echo "$found"
			echo "These are not the fingerprints of the first control plane; nothing joins with them. Undo this stage and run it again." >&2
			exit 1
		fi
		if ! { ${modesAreRight}; }; then
			stat -c '%a %U:%G %n' ${pki}/*.* ${pki}/etcd/*.* >&2
			echo 'A private key can be read by others than root, or belongs to somebody else; undo this stage and run it again.' >&2
			exit 1
		fi
		${forgetAccess}
		mkdir -p ${ownState}
		printf '%s\n' "$found" | tee ${received}
	`,
	verify: {ask: () => sh`${hasArrived}`},
	undo: () => sh`
		${removeShared}
		rm -f ${received}
	`,
	usually: 2,
};

export const copyCertificates: readonly Task[] = [makeKey, letIn, copy, arrived, forgetKey];
