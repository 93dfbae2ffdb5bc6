import {sh} from '../source/engine/script.ts';
import {question} from './question.ts';

const days = 30;

/**
 * The table of `kubeadm certs check-expiration`: the time that is left stands behind "UTC", as 364d or 9y, and in hours
 * or <invalid> when it is late.
 */
export const checkCertificates = question(
	{
		id: 'certificate-expiry',
		title: {en: 'See when the certificates expire', zh: '查看证书到期时间'},
		why: {
			en: 'kubeadm’s certificates are good for one year and are renewed by upgrades. A cluster that nobody upgrades stops on that day: write it down.',
			zh: 'kubeadm 签发的证书有效期为一年，升级时自动续期。长期不升级的集群会在到期当天停止工作，请记下这个日期。',
		},
		fix: {
			en: 'kubeadm certs renew all on every control plane, then restart its static pods; a kubelet renews its own: systemctl restart kubelet.',
			zh: '在每个控制平面执行 kubeadm certs renew all，再重启静态 Pod；kubelet 会自行续签：systemctl restart kubelet。',
		},
		target: 'control-planes',
		usually: 5,
	},
	() => sh`
		table=$(kubeadm certs check-expiration 2>/dev/null) || { kubeadm certs check-expiration; exit 1; }
		echo "$table"
		awk '{
			for (i = 1; i < NF; i++) if ($i == "UTC") {
				seen++
				left = $(i + 1)
				if (left !~ /^[0-9]+[yd]$/ || (left ~ /d$/ && left + 0 < ${days})) late = late " " $1
			}
		} END {
			if (!seen) { print "no certificate was listed"; exit 1 }
			if (late) { print "less than ${days} days left:" late; exit 1 }
			print seen " certificates, none expires within ${days} days"
		}' <<<"$table"
	`,
);
