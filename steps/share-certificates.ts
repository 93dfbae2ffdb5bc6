import type {Given, Script, Stage} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {certificateKey} from './initialise.ts';
import {configPath} from './kubeadm-config.ts';
import {kubectl} from './kubectl.ts';
import {planOf} from './plan.ts';
import {controlPlanesOf} from './roles.ts';

const others = (given: Given): readonly string[] =>
	controlPlanesOf(given)
		.slice(1)
		.map(({name}) => name);

const areUploaded: Script = () => sh`${kubectl} -n kube-system get secret kubeadm-certs >/dev/null`;

/** Nobody needs the certificates any more once every control plane has them. */
const areNotNeeded: Script = given => sh`${kubectl} get nodes ${others(given)} >/dev/null 2>&1`;

export const shareCertificates: Stage = {
	id: 'certificates',
	title: {en: 'Hand the certificates to the other control planes', zh: '将证书交给其他控制平面'},
	why: {
		en: 'Every control plane signs with the same certificate authority. kubeadm keeps the keys, encrypted, in a secret of the cluster for two hours; who joins needs the key to that secret.',
		zh: '所有控制平面共用同一套证书颁发机构。kubeadm 将私钥加密后存放在集群的 Secret 中，保留两小时；加入的节点需要解密用的证书密钥。',
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
			when: given => planOf(given).certificates === 'upload' && others(given).length > 0,
			risk: 'changes',
			check: {ask: given => sh`${fragment(areNotNeeded(given))} || ${fragment(areUploaded(given))}`},
			run: () => sh`kubeadm init phase upload-certs --upload-certs --config ${configPath}`,
			capture: {'certificate-key': certificateKey},
			verify: {ask: areUploaded, within: 20},
			undo: () => sh`${kubectl} -n kube-system delete secret kubeadm-certs --ignore-not-found`,
			usually: 2,
		},
	],
};
