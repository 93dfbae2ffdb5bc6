// Manifests of the control plane: found again, or written anew by kubeadm as the cluster wants them.
import type {Given, Remedy} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {expand} from '../expand.ts';
import {hostBefore, manifests} from '../paths.ts';
import {cure} from './make-remedy.ts';
import {ownConfiguration, writeOwnConfiguration} from './own-configuration.ts';

const apiAnswers = sh`curl -fsk -m 3 https://127.0.0.1:6443/livez`;

/** `$name` is a component; etcd of a member that has its data goes by the data and not by the list of members. */
const writeNamed = fragment(sh`
	if [ "$name" = etcd ]; then
		kubeadm init phase etcd local --config ${ownConfiguration}
	else
		kubeadm init phase control-plane "${expand('name#kube-')}" --config ${ownConfiguration}
	fi
`);

const writeAnew = (given: Given): Fragment =>
	fragment(sh`
		mkdir -p ${hostBefore}
		cp -p ${manifests}/"$name.yaml" ${hostBefore}/
		${writeOwnConfiguration(given)}
		${writeNamed}
		rm -f ${ownConfiguration}
	`);

const why = {
	en: 'kubeadm writes it from the configuration that the cluster keeps. What was added to this host’s file by hand is lost; the file as it was is kept in /var/lib/kubewalk/before.',
	zh: 'kubeadm 按集群保存的配置重新写入。仅在本机文件中手工添加的内容会丢失；原文件保存在 /var/lib/kubewalk/before。',
};

const waitingFor = {en: 'the kubelet to start the pod', zh: 'kubelet 启动该 Pod'};

export const apiServerManifest: Remedy = cure({
	id: 'write-api-server-manifest',
	title: {en: 'Have kubeadm write the API server’s manifest anew', zh: '让 kubeadm 重新写入 API 服务器清单'},
	why,
	target: 'control-planes',
	risk: 'disruptive',
	check: {ask: () => apiAnswers},
	run: given => sh`
		name=kube-apiserver
		${writeAnew(given)}
	`,
	verify: {ask: () => apiAnswers, within: 120},
	undo: () => sh`cp -p ${hostBefore}/kube-apiserver.yaml ${manifests}/`,
	usually: 40,
	waitingFor,
});

export const readableManifest: Remedy = cure({
	id: 'write-manifest-anew',
	title: {en: 'Have kubeadm write that manifest anew', zh: '让 kubeadm 重新写入该清单'},
	why,
	target: 'control-planes',
	risk: 'disruptive',
	check: {ask: given => sh`[ -n "$(crictl ps --name ${given.captured('manifest')} -q)" ]`},
	run: given => sh`
		name=${given.captured('manifest')}
		${writeAnew(given)}
	`,
	verify: {ask: () => apiAnswers, within: 120},
	undo: given => sh`cp -p ${hostBefore}/${given.captured('manifest')}.yaml ${manifests}/`,
	usually: 40,
	waitingFor,
});

export const putManifestBack: Remedy = cure({
	id: 'put-manifest-back',
	title: {en: 'Find it and put it back', zh: '找到并放回'},
	why: {
		en: 'Where it was put is usually near; when it is nowhere, kubeadm writes it anew from the configuration that the cluster keeps.',
		zh: '通常就放在附近；若找不到，kubeadm 会按集群保存的配置重新生成。',
	},
	target: 'control-planes',
	check: {
		ask: () =>
			sh`cd ${manifests} && [ -e kube-apiserver.yaml ] && [ -e kube-controller-manager.yaml ] && [ -e kube-scheduler.yaml ] && [ -e etcd.yaml ]`,
	},
	run: given => sh`
		for name in etcd kube-apiserver kube-controller-manager kube-scheduler; do
			if [ -e ${manifests}/"$name.yaml" ]; then continue; fi
			found=$(find /etc/kubernetes /root /tmp /home -maxdepth 3 -name "$name.yaml" ! -path ${`${manifests}/*`} ! -path '/etc/kubernetes/tmp/*' 2>/dev/null | head -n 1)
			if [ -n "$found" ]; then
				mv -v "$found" ${manifests}/"$name.yaml"
				continue
			fi
			if [ ! -e ${ownConfiguration} ]; then
				${writeOwnConfiguration(given)}
			fi
			${writeNamed}
		done
		rm -f ${ownConfiguration}
	`,
	verify: {ask: () => apiAnswers, within: 90},
	usually: 40,
});
