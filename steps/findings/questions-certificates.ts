// Dates, owners and likeness of certificates and kubeconfigs.
import type {Question} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';

const apiCertificate = '/etc/kubernetes/pki/apiserver.crt';

const shared = ['ca.crt', 'sa.pub', 'front-proxy-ca.crt', 'etcd/ca.crt'];

export const certificateQuestions: readonly Question[] = [
	{
		id: 'certificate-dates',
		title: {en: 'Expiry of the certificates', zh: '证书有效期'},
		target: 'control-planes',
		// Without a kubeconfig it goes by the files alone, and does not wait for an API that may not answer.
		ask: () =>
			sh`timeout 5 kubeadm certs check-expiration --kubeconfig /dev/null 2>&1 || timeout 5 kubeadm alpha certs check-expiration --kubeconfig /dev/null 2>&1`,
		like: /\bkubeadm\b.*\bcerts? check-expiration\b/,
		cost: 'slow',
	},
	{
		id: 'api-certificate',
		title: {en: 'Names and end of the API server’s certificate', zh: 'API 服务器证书的名称与到期时间'},
		target: 'control-planes',
		ask: () => sh`
			if [ -e ${apiCertificate} ]; then
				openssl x509 -in ${apiCertificate} -noout -enddate -checkend 0 -ext subjectAltName
			fi
		`,
		like: /\bopenssl x509\b.*\/pki\/apiserver\.crt/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'certificate-files',
		title: {en: 'Files of the certificates', zh: '证书文件'},
		target: 'control-planes',
		ask: () => sh`ls /etc/kubernetes/pki /etc/kubernetes/pki/etcd`,
		like: /\bls\b.*\/etc\/kubernetes\/pki/,
		cost: 'cheap',
	},
	{
		id: 'shared-certificate-sums',
		title: {en: 'What all control planes must share', zh: '各控制平面必须一致的证书'},
		target: 'control-planes',
		ask: () => sh`cd /etc/kubernetes/pki && sha256sum ${shared}`,
		like: /\bsha256sum\b.*(?:pki|ca\.crt|sa\.pub)/,
		cost: 'cheap',
	},
	{
		id: 'kubernetes-files',
		title: {en: 'Files of Kubernetes on the host', zh: '主机上的 Kubernetes 文件'},
		target: 'every-host',
		ask: () => sh`
			ls -A /etc/kubernetes /var/lib/etcd 2>&1 || true
			if ! [ -e /etc/kubernetes/kubelet.conf ] && ! [ -e /etc/kubernetes/bootstrap-kubelet.conf ] && ! [ -e /var/lib/kubelet/config.yaml ]; then
				echo 'kubeadm has neither initialised nor joined this host'
			fi
		`,
		like: /\bls\b.*\/etc\/kubernetes(?:\/?\s|\/?$)/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'kubelet-certificate',
		title: {en: 'Dates of the kubelet’s client certificate', zh: 'kubelet 客户端证书的有效期'},
		target: 'every-host',
		ask: () =>
			sh`openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject -enddate -checkend 0`,
		like: /\bopenssl x509\b.*kubelet-client-current\.pem/,
		cost: 'cheap',
	},
	{
		id: 'clock',
		title: {en: 'Clock and synchronisation', zh: '时钟与同步'},
		target: 'every-host',
		ask: () => sh`timedatectl`,
		like: /\btimedatectl\b(?:\s+status)?\s*$/,
		cost: 'cheap',
		first: true,
	},
];
