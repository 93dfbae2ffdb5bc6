import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {sh, writeFile} from '../source/engine/script.ts';
import {endpointProofs} from './endpoint-proofs.ts';
import {haproxyConfig, haproxyFile} from './haproxy-config.ts';
import {orSay, startsAndRuns} from './or-say.ts';
import {areInstalled, packagesOf} from './packages.ts';
import {planOf} from './plan.ts';
import {balancesLoad} from './roles.ts';
import {sharedAddress} from './share-address.ts';
import {holds, keepOriginal, restoreFile} from './whole-file.ts';

const packages: Task = {
	id: 'load-balancer-packages',
	title: {en: 'Install haproxy and keepalived', zh: '安装 haproxy 和 keepalived'},
	why: {
		en: 'haproxy spreads connections over the API servers, keepalived gives them one address.',
		zh: 'haproxy 把连接分发到各个 API server，keepalived 为它们提供同一个地址。',
	},
	target: 'control-planes',
	when: balancesLoad,
	risk: 'changes',
	check: {
		ask: given => sh`${areInstalled(given, 'haproxy', 'keepalived')}`,
	},
	run: given => sh`
		${packagesOf(given).refresh}
		${packagesOf(given).install('haproxy', 'keepalived')}
	`,
	undo: given => sh`${packagesOf(given).remove('haproxy', 'keepalived')}`,
	usually: 30,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};

const listening = (given: Given): string =>
	sh`ss -ltn | awk -v port=${planOf(given).endpoint.port} 'NR > 1 {sub(/.*:/, "", $4); if ($4 == port) found = 1} END {exit !found}'`;

const haproxy: Task = {
	id: 'haproxy',
	title: {en: 'Let haproxy listen in front of the API servers', zh: '配置 haproxy 代理各 API server'},
	why: {
		en: 'It listens on a port of its own, because the API server of the same host has 6443, and sends connections only to API servers that say they are ready.',
		zh: '本机的 6443 已由 API server 使用，haproxy 要用另一个端口；它只把连接转给已就绪的 API server。',
	},
	target: 'control-planes',
	when: balancesLoad,
	risk: 'changes',
	check: {
		ask: given => sh`
			${holds(haproxyFile, haproxyConfig(given))} &&
				${startsAndRuns('haproxy')} &&
				${orSay(listening(given), `Nobody listens on port ${planOf(given).endpoint.port}.`)}
		`,
	},
	run: given => sh`
		${keepOriginal(haproxyFile)}
		${writeFile(`${haproxyFile}.new`, haproxyConfig(given))}
		# A file with a mistake must not take the place of one that works.
		haproxy -c -f ${`${haproxyFile}.new`}
		mv ${`${haproxyFile}.new`} ${haproxyFile}
		systemctl enable haproxy
		systemctl reload-or-restart haproxy
	`,
	verify: {ask: given => sh`systemctl is-active --quiet haproxy && ${{bash: listening(given)}}`, within: 15},
	undo: () => sh`
		${restoreFile(haproxyFile)}
		if [ -e ${haproxyFile} ]; then systemctl restart haproxy; else systemctl disable --now haproxy; fi
	`,
	usually: 5,
};

export const balanceLoad: Stage = {
	id: 'load-balancer',
	title: {en: 'Load balancer', zh: '负载均衡'},
	why: {
		en: 'All nodes and clients talk to one address; behind it any control plane may go away.',
		zh: '所有节点和客户端只访问一个地址，其后的任何一台控制平面都可以停机。',
	},
	tasks: [packages, haproxy, ...sharedAddress, ...endpointProofs],
};
