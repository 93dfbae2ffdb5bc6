// CoreDNS: what it insists on before it serves, in its own words.
import type {Inside, Program} from './inside.ts';
import {get} from './objects.ts';
import {proxied} from './service-proxy.ts';

const path = '/etc/coredns/Corefile';

const plugins = new Set(
	'acl any auto autopath azure bind bufsize cache cancel chaos clouddns debug dns64 dnssec dnstap erratic errors etcd file forward geoip grpc header health hosts k8s_external kubernetes loadbalance local log loop metadata minimal multisocket nsid pprof prometheus ready reload rewrite root route53 secondary sign template tls transfer view whoami'.split(
		' ',
	),
);

/** Of the kubernetes plugin, until 1.7. */
const gone = new Set(['upstream', 'resyncperiod']);

/** The first line that CoreDNS stumbles over. */
const stumbles = (corefile: string): string | undefined => {
	const open: string[] = [];
	for (const [index, line] of corefile.split('\n').entries()) {
		const [word = ''] = line.trim().split(/\s+/);
		if (word === '' || word.startsWith('#')) continue;
		const at = `${path}:${index + 1} - Error during parsing`;
		if (word === '}') {
			open.pop();
			continue;
		}
		if (open.length === 1 && !plugins.has(word)) return `${at}: Unknown directive '${word}'`;
		if (open.at(-1) === 'kubernetes' && gone.has(word))
			return `plugin/kubernetes: ${at}: unknown property '${word}'`;
		if (line.trimEnd().endsWith('{')) open.push(word);
	}
	return undefined;
};

const kubeletFile = '/var/lib/kubelet/config.yaml';

/** The list of name servers that the kubelet hands to pods: its own setting, else what the host has. */
export const resolverFile = ({files}: Pick<Inside, 'files'>): string => {
	const set = /^resolvConf: *"?([^"\s]+)/m.exec(files.read(kubeletFile) ?? '')?.[1];
	const resolved = '/run/systemd/resolve/resolv.conf';
	return set ?? (files.exists(resolved) ? resolved : '/etc/resolv.conf');
};

type Rule = {readonly resources?: readonly string[]};

const maySee = ({world}: Inside, resource: string): boolean =>
	((get(world, 'ClusterRole', 'system:coredns')?.['rules'] as readonly Rule[] | undefined) ?? []).some(rule =>
		rule.resources?.includes(resource),
	);

const life: Program['life'] = inside => {
	const {world, files, say} = inside;
	const corefile = get(world, 'ConfigMap', 'coredns', 'kube-system')?.data?.['Corefile'];
	if (corefile === undefined) {
		say(`loading Caddyfile via flag: open ${path}: no such file or directory`);
		return {exit: 1, after: 300};
	}
	const trouble = stumbles(corefile);
	if (trouble !== undefined) {
		say(trouble);
		return {exit: 1, after: 300};
	}
	say('.:53');
	say(
		'[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc490481273e738df59329c62c0b729d94e8b61db9961c2fa5f046dd37f1cf888b953814040d180f52594972691cd6ff41be96639138a43908',
	);
	if (/^nameserver\s+(127\.|::1)/m.test(files.read(resolverFile(inside)) ?? '')) {
		say(
			'[FATAL] plugin/loop: Loop (127.0.0.1:51382 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 1919292934120410410.3404112391012391230."',
		);
		return {exit: 1, after: 2000};
	}
	if (!maySee(inside, 'endpointslices')) {
		say('[INFO] plugin/ready: Still waiting on: "kubernetes"');
		say(
			'[ERROR] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: Failed to watch *v1.EndpointSlice: failed to list *v1.EndpointSlice: endpointslices.discovery.k8s.io is forbidden: User "system:serviceaccount:kube-system:coredns" cannot list resource "endpointslices" in API group "discovery.k8s.io" at the cluster scope',
		);
		return 'stays';
	}
	say('CoreDNS-1.14.2');
	return 'stays';
};

export const coreDns: Program = {
	life,
	readyAfter: 2500,
	ready: inside =>
		inside.world.cluster !== undefined && proxied(inside.world, inside.machine) && maySee(inside, 'endpointslices'),
};
