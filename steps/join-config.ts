// kubeadm join, with what it needs on its stdin. As flags, the token and the certificate key would stand in the process
// list for every user of the host, as long as the join takes; on stdin they are in no file either.
import type {Given} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {endpointOf} from './kubeadm-config.ts';
import {etcdPatchFlags, writeEtcdPatch} from './etcd-patch.ts';
import {nodeAddress} from './node-address.ts';
import {planOf} from './plan.ts';
import {criSocketOf} from './runtime.ts';
import {versionOf} from './versions.ts';

/** Certificates that were copied lie in their place: then no key is needed. */
const certificateKey = (given: Given): readonly string[] =>
	planOf(given).certificates === 'upload' ? [sh`key=${given.captured('certificate-key')}`] : [];

const controlPlane = (given: Given): string => `controlPlane:
${planOf(given).certificates === 'upload' ? '  certificateKey: "$key"\n' : ''}  localAPIEndpoint:
    advertiseAddress: "$address"
`;

/** Values stand in variables first: a here-document that fills in variables looks at nothing inside them. */
export const joinWithConfig = (given: Given, role: 'control-plane' | 'worker'): Fragment => {
	const plan = planOf(given);
	const isControlPlane = role === 'control-plane';
	const values = [
		sh`
			# shellcheck disable=SC2209 # a host may have the name of a program
			node=${given.host.name}
			endpoint=${endpointOf(plan)}
			token=${given.captured('join-token')}
			hash=${given.captured('ca-cert-hash')}
			address=${nodeAddress(given.host)}
		`,
		...(isControlPlane ? certificateKey(given) : []),
	];
	const nodeIp = versionOf(plan.kubernetes.version).listsExtraArgs
		? '    - name: node-ip\n      value: "$address"'
		: '    node-ip: "$address"';
	const document = `apiVersion: kubeadm.k8s.io/${versionOf(plan.kubernetes.version).configApi}
kind: JoinConfiguration
${isControlPlane ? controlPlane(given) : ''}discovery:
  bootstrapToken:
    apiServerEndpoint: "$endpoint"
    caCertHashes: ["$hash"]
    token: "$token"
nodeRegistration:
  criSocket: ${criSocketOf(plan)}
  kubeletExtraArgs:
${nodeIp}
  name: "$node"`;
	const patched = isControlPlane ? etcdPatchFlags(given) : [];
	const before = isControlPlane ? writeEtcdPatch(given).bash : '';
	return fragment(
		[before, ...values, `${sh`kubeadm join --config /dev/stdin ${patched}`.trimEnd()} <<EOF`, document, 'EOF']
			.filter(text => text !== '')
			.join('\n'),
	);
};
