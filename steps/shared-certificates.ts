// The files that every control plane must have alike, and their fingerprints. Certificates for one host's own name are not
// among them: kubeadm's join signs those on the spot, and a copied one would be valid for the wrong host.
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {kubeletConf} from './paths.ts';

export const pki = '/etc/kubernetes/pki';

export const certificateFiles = ['ca.crt', 'front-proxy-ca.crt', 'etcd/ca.crt'] as const;
export const keyFiles = ['ca.key', 'sa.key', 'sa.pub', 'front-proxy-ca.key', 'etcd/ca.key'] as const;
export const sharedFiles = [...certificateFiles, ...keyFiles] as const;

/** Defines `fingerprints`: a line `FILE FINGERPRINT` for each. Of a private key the public half is taken, which may be seen. */
export const fingerprints: Fragment = fragment(sh`
	fingerprints() {
		local file print
		for file in ${sharedFiles}; do
			case "$file" in
				*.crt) print=$(openssl x509 -in ${pki}/"$file" -noout -fingerprint -sha256) || return 1 ;;
				*.key) print=$(openssl pkey -in ${pki}/"$file" -pubout) || return 1 ;;
				*.pub) print=$(openssl pkey -pubin -in ${pki}/"$file" -pubout) || return 1 ;;
			esac
			case "$file" in
				*.crt) ;;
				*) print=$(openssl dgst -sha256 <<< "$print") || return 1 ;;
			esac
			print=${expand('print##*=')}
			echo "$file ${expand('print# ')}"
		done
	}
`);

const fingerprintLine = new RegExp(
	`^(?:${sharedFiles.join('|').replaceAll('.', String.raw`\.`)}) (?:[\\dA-F]{2}(?::[\\dA-F]{2}){31}|[\\da-f]{64})$`,
	'gm',
);

/** The lines of `fingerprints` in what a task printed; undefined unless every file has its own. */
export const fingerprintsIn = (output: string): string | undefined => {
	const lines = output.match(fingerprintLine) ?? [];
	return lines.length === sharedFiles.length ? lines.join('\n') : undefined;
};

const inPki = (names: readonly string[]): readonly string[] => names.map(name => `${pki}/${name}`);

/** A condition: keys are root's alone, certificates can be read by all, and nobody but root can write either. */
export const modesAreRight: Fragment = fragment(
	sh`[ "$(stat -c '%a %u:%g' ${inPki(keyFiles)} | sort -u)" = '600 0:0' ] && [ "$(stat -c '%a %u:%g' ${inPki(certificateFiles)} | sort -u)" = '644 0:0' ]`,
);

/** They stay where a node already works with them. */
export const removeShared: Fragment = fragment(sh`
	if [ ! -e ${kubeletConf} ]; then
		rm -f ${inPki(sharedFiles)}
		rmdir ${pki}/etcd ${pki} 2>/dev/null || true
	fi
`);
