// Plans as people write them, chosen so that every two choices of the plan's language meet at least once; the golden
// plans are mostly the lab's own with one thing changed.
import type {Plan} from '../../steps/plan.ts';
import {goldenPlans} from './plans.ts';
import {planFrom} from './written-plans.ts';

const hosts = (controlPlanes: number, workers: number): string =>
	[
		'hosts:',
		...Array.from(
			{length: controlPlanes},
			(_, index) => `  - {name: m${index + 1}, address: 10.77.0.${11 + index}, role: control-plane}`,
		),
		...Array.from(
			{length: workers},
			(_, index) => `  - {name: w${index + 1}, address: 10.77.0.${21 + index}, role: worker}`,
		),
		'',
	].join('\n');

const apt = 'packages: {apt: "deb [trusted=yes] http://apt.example:8080 ./"}';

const written: readonly string[] = [
	`name: small
kubernetes: {version: "1.20", network: {manifest: https://example.com/network.yaml}, proxyMode: iptables}
endpoint: {kind: single}
firewall: off
mirrors: {${apt}}
${hosts(1, 1)}`,
	`name: large
kubernetes: {version: "1.31", network: {script: network.sh}, proxyMode: nftables}
endpoint: {kind: external, address: 10.77.0.200, port: 6443}
mirrors: {packages: {apt: "deb https://apt.example ./", key: https://apt.example/key.asc}, images: {prefix: registry.example/k8s, insecure: true}}
${hosts(5, 2)}`,
	`name: bare
kubernetes: {version: "1.33.2", network: none, proxyMode: nftables}
endpoint: {kind: keepalived-haproxy, address: 10.77.0.100, port: 8443}
mirrors: {images: {prefix: registry.example/k8s}}
${hosts(3, 0)}`,
	`name: old
kubernetes: {version: "1.20.2", network: flannel}
endpoint: {kind: keepalived-haproxy, address: 10.77.0.100, port: 9443}
firewall: off
mirrors: {${apt}, dockerHub: hub.example}
${hosts(5, 1)}`,
	`name: old-external
kubernetes: {version: "1.20.2", network: {script: network.sh}}
endpoint: {kind: external, address: api.example.com, port: 443}
mirrors: {${apt}, images: {prefix: registry.example/k8s}}
${hosts(3, 1)}`,
	`name: new
kubernetes: {version: "1.37", network: {script: network.sh}, proxyMode: iptables, podSubnet: 10.100.0.0/16, serviceSubnet: 10.200.0.0/16}
endpoint: {kind: single}
mirrors: {dockerHub: hub.example}
ssh: {user: ops, sudo: always}
${hosts(1, 0)}`,
	`name: new-large
kubernetes: {version: "1.35", network: {manifest: https://example.com/network.yaml}, proxyMode: nftables}
endpoint: {kind: keepalived-haproxy, address: 10.77.0.100, port: 9443}
firewall: off
${hosts(5, 3)}`,
];

const files = {'network.sh': 'kubectl apply -f https://example.com/network.yaml\n'};

export const planVariants: readonly Plan[] = [...goldenPlans, ...written.map(text => planFrom(text, files))];
