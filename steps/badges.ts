// What checks of the books tell of hosts at a glance: who holds the virtual IP, where haproxy listens, which nodes are ready.
import type {Answer, Badge} from '../source/engine/declare.ts';
import {planOf} from './plan.ts';

type Telling = Badge['tells'][string];

const hold = (held: RegExp): Telling => {
	return ({exit, stdout}, {host}, before) => {
		if (exit !== 0) return before === undefined ? {} : {[host.name]: 'unsure'};
		return {[host.name]: held.test(stdout) ? 'holds' : 'waits'};
	};
};

const address: Badge = {
	id: 'address',
	title: {en: 'Virtual IP', zh: '虚拟 IP'},
	tells: {
		'one-holder': hold(/this host holds/),
		'kube-vip-holder': hold(/this host has the address: yes/),
	},
	words: {
		holds: {text: {en: 'VIP', zh: 'VIP'}, tone: 'good'},
		unsure: {text: {en: 'VIP in doubt', zh: 'VIP 不明'}, tone: 'bad'},
	},
};

/** A service that was never up has not gone down. */
const service: Telling = ({exit}, {host}, before) => {
	if (exit === 0) return {[host.name]: 'up'};
	return before === undefined ? {} : {[host.name]: 'down'};
};

const haproxy: Badge = {
	id: 'haproxy',
	title: {en: 'haproxy', zh: 'haproxy'},
	tells: {haproxy: service},
	words: {
		up: {text: {en: 'haproxy', zh: 'haproxy'}, tone: 'good'},
		down: {text: {en: 'haproxy down', zh: 'haproxy 停止'}, tone: 'bad'},
	},
};

const hostsAfter = (word: string, {stdout}: Answer): readonly string[] =>
	new RegExp(`^${word}:(.*)$`, 'm').exec(stdout)?.[1]?.split(' ').filter(Boolean) ?? [];

/** In the words of `allReady`. */
const readiness: Telling = (answer, {hosts}) => {
	const known = (names: readonly string[]): readonly string[] =>
		names.filter(name => hosts.some(host => host.name === name));
	return Object.fromEntries([
		...known(hostsAfter('ready', answer)).map(name => [name, 'ready'] as const),
		...known(hostsAfter('not ready', answer)).map(name => [name, 'not-ready'] as const),
	]);
};

/** What a join leaves; whether the node is ready, others tell. */
const joined: Telling = ({exit}, {host}, before) => {
	if (exit !== 0) return before === undefined ? {} : {[host.name]: 'none'};
	return before === undefined || before === 'none' ? {[host.name]: 'joined'} : {};
};

const node: Badge = {
	id: 'node',
	title: {en: 'Node', zh: '节点'},
	tells: {
		'kubeadm-init': joined,
		'join-control-plane': joined,
		'join-worker': joined,
		'nodes-ready': readiness,
		'all-nodes-ready': readiness,
	},
	words: {
		joined: {text: {en: 'joined', zh: '已加入'}, tone: 'plain'},
		ready: {text: {en: 'Ready', zh: 'Ready'}, tone: 'good'},
		'not-ready': {text: {en: 'NotReady', zh: 'NotReady'}, tone: 'bad'},
		none: {text: {en: 'no node', zh: '不是节点'}, tone: 'plain'},
	},
};

const runs: Telling = ({exit}, given, before) => {
	const word = exit === 0 ? planOf(given).runtime : before === undefined ? undefined : 'down';
	return word === undefined ? {} : {[given.host.name]: word};
};

const runtime: Badge = {
	id: 'runtime',
	title: {en: 'Container runtime', zh: '容器运行时'},
	tells: {'runtime-running': runs, 'docker-running': runs},
	words: {
		containerd: {text: {en: 'containerd runs', zh: 'containerd 运行中'}, tone: 'good'},
		docker: {text: {en: 'docker runs', zh: 'docker 运行中'}, tone: 'good'},
		down: {text: {en: 'does not run as planned', zh: '未按计划运行'}, tone: 'bad'},
	},
	quiet: true,
};

export const badges: readonly Badge[] = [address, haproxy, node, runtime];
