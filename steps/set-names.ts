import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {parseAddress} from './addresses.ts';
import {orSay} from './or-say.ts';
import {planOf} from './plan.ts';

const begin = '# kubewalk begin';
const end = '# kubewalk end';
const aside = '#kubewalk# ';
const cloudFile = '/etc/cloud/cloud.cfg.d/99-kubewalk.cfg';

/** One line per host, and one for the endpoint when it is an address of its own. */
export const hostsBlock = (given: Given): string => {
	const {name, endpoint} = planOf(given);
	const shared = endpoint.kind !== 'single' && parseAddress(endpoint.address) !== undefined;
	return [
		begin,
		...given.hosts.map(host => `${host.address} ${host.name}`),
		...(shared ? [`${endpoint.address} ${name}-api`] : []),
		end,
	].join('\n');
};

const hostname: Task = {
	id: 'hostname',
	title: {en: "Give the host the plan's name", zh: '按计划设置主机名'},
	why: {
		en: 'kubeadm registers the node under its hostname, so every host needs one of its own.',
		zh: 'kubeadm 用主机名注册节点，所以每台主机的名字必须唯一。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {ask: ({host}) => sh`[ "$(hostname)" = ${host.name} ] && [ "$(cat /etc/hostname)" = ${host.name} ]`},
	run: ({host}) => sh`
		mkdir -p /var/lib/kubewalk
		[ -e /var/lib/kubewalk/hostname.before ] || hostname > /var/lib/kubewalk/hostname.before
		hostnamectl set-hostname ${host.name}
	`,
	undo: () => sh`
		hostnamectl set-hostname "$(cat /var/lib/kubewalk/hostname.before)"
		rm -f /var/lib/kubewalk/hostname.before
	`,
};

const hostsFile: Task = {
	id: 'hosts-file',
	title: {en: 'Know every host by name in /etc/hosts', zh: '在 /etc/hosts 中写入所有主机'},
	why: {
		en: "Names must lead to the plan's addresses on every host, with or without DNS. Debian's line 127.0.1.1 would make the kubelet take a loopback address.",
		zh: '无论有没有 DNS，每台主机都要能把名字解析到计划中的地址。Debian 默认的 127.0.1.1 一行会让 kubelet 取到回环地址。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {
		ask: given => sh`
			${orSay(sh`[ "$(sed -n ${`/^${begin}$/,/^${end}$/p`} /etc/hosts)" = ${hostsBlock(given)} ]`, 'The hosts of the plan are not in /etc/hosts, or others are.')} &&
				${orSay(sh`! grep -Eq '^127\.0\.1\.1[[:space:]]' /etc/hosts`, '/etc/hosts takes the name of this host to 127.0.1.1.')}
		`,
	},
	run: given => sh`
		sed -i ${`/^${begin}$/,/^${end}$/d`} /etc/hosts
		# The node's own name must not lead to a loopback address.
		sed -i ${String.raw`/^127\.0\.1\.1[[:space:]]/s/^/${aside}/`} /etc/hosts
		printf '%s\n' ${hostsBlock(given)} >> /etc/hosts
		# cloud-init would write the file anew at every boot.
		if [ -d /etc/cloud/cloud.cfg.d ]; then
			printf 'manage_etc_hosts: false\npreserve_hostname: true\n' > ${cloudFile}
		fi
	`,
	undo: () => sh`
		sed -i ${`/^${begin}$/,/^${end}$/d`} /etc/hosts
		sed -i ${`s/^${aside}//`} /etc/hosts
		rm -f ${cloudFile}
	`,
};

export const setNames: Stage = {
	id: 'names',
	title: {en: 'Names', zh: '主机名'},
	why: {
		en: 'Nodes, certificates and etcd members are known by host names; every host must resolve all of them.',
		zh: '节点、证书和 etcd 成员都以主机名标识，每台主机都要能解析全部名字。',
	},
	tasks: [hostname, hostsFile],
};
