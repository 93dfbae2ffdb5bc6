import type {Given, Script, Stage} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {othersAreNodes} from './copy-access.ts';
import {copyCertificates} from './copy-certificates.ts';
import {certificateKey} from './initialise.ts';
import {configPath} from './kubeadm-config.ts';
import {kubectl} from './kubectl.ts';
import {planOf} from './plan.ts';
import {controlPlanesOf} from './roles.ts';

const isAlone = (given: Given): boolean => controlPlanesOf(given).length === 1;

const areUploaded: Script = () => sh`${kubectl} -n kube-system get secret kubeadm-certs >/dev/null`;

export const shareCertificates: Stage = {
	id: 'certificates',
	title: {en: 'Hand the certificates to the other control planes', zh: '将证书交给其他控制平面'},
	why: {
		en: 'Every control plane signs with the same certificate authorities. By upload, kubeadm keeps their keys, encrypted, in a secret of the cluster for two hours, and who joins needs the key to that secret. By copy, the first control plane brings them to the others over ssh.',
		zh: '所有控制平面共用同一套证书颁发机构。upload 方式：kubeadm 将私钥加密后存放在集群的 Secret 中，保留两小时，加入的节点需要解密用的证书密钥。copy 方式：由第一个控制平面通过 ssh 复制到其他控制平面。',
	},
	tasks: [
		{
			id: 'certificate-key',
			title: {en: 'Have the certificates uploaded', zh: '确保证书已上传'},
			why: {
				en: 'The secret kubeadm-certs goes away two hours after init. When control planes are still to join and it is gone, the certificates are uploaded again under a new key.',
				zh: 'init 之后两小时，Secret kubeadm-certs 会被自动删除。如果仍有控制平面尚未加入而它已不存在，则重新上传证书并生成新的密钥。',
			},
			target: 'first-control-plane',
			when: given => planOf(given).certificates === 'upload' && !isAlone(given),
			risk: 'changes',
			check: {ask: given => sh`${fragment(othersAreNodes(given))} || ${fragment(areUploaded(given))}`},
			run: () => sh`kubeadm init phase upload-certs --upload-certs --config ${configPath}`,
			capture: {'certificate-key': certificateKey},
			verify: {ask: areUploaded, within: 20},
			undo: () => sh`${kubectl} -n kube-system delete secret kubeadm-certs --ignore-not-found`,
			usually: 2,
		},
		...copyCertificates,
	],
};
