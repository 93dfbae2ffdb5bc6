// A commented cluster.yaml from a few answers. Only what was answered, and what one will want to change, stands in it.
import {stringify} from 'yaml';
import type {Texts} from '../texts/texts.ts';

export type PlanRequest = {
	readonly name?: string;
	readonly version?: string;
	readonly hosts: readonly {readonly name: string; readonly address: string; readonly role: string}[];
	readonly endpoint:
		| {
				readonly kind: 'keepalived-haproxy' | 'kube-vip' | 'external';
				readonly address?: string;
				readonly port?: number;
		  }
		| {readonly kind: 'single'};
	readonly network?: string | {readonly script: string} | {readonly manifest: string};
	readonly podSubnet?: string;
	readonly serviceSubnet?: string;
	readonly proxyMode?: string;
	readonly runtime?: string;
	readonly firewall?: string;
	readonly aptSource?: string;
	readonly aptKey?: string;
	readonly imagePrefix?: string;
	readonly imageInsecure?: boolean;
	readonly dockerHub?: string;
	readonly ssh?: {readonly user?: string; readonly port?: number; readonly identity?: string; readonly jump?: string};
};

const present = (value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined => {
	const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

const write = (value: unknown): string => stringify(value, {lineWidth: 0});

const section = (
	comment: string | undefined,
	value: Readonly<Record<string, unknown>> | undefined,
): readonly string[] =>
	value === undefined ? [] : [`${comment === undefined ? '' : `# ${comment}\n`}${write(value)}`];

/** One host a line, as people read it. */
const flow = (host: Readonly<Record<string, unknown>>): string =>
	`  - ${stringify(host, {collectionStyle: 'flow', lineWidth: 0})
		.trim()
		.replaceAll(/^\{ | \}$/g, edge => edge.trim())}`;

export const newPlanText = (request: PlanRequest, {planFile: comments}: Texts): string => {
	const {endpoint, ssh = {}} = request;
	const kubernetes = {
		version: request.version ?? '1.36',
		podSubnet: request.podSubnet ?? '10.244.0.0/16',
		serviceSubnet: request.serviceSubnet ?? '10.96.0.0/12',
		proxyMode: request.proxyMode ?? 'auto',
		network: request.network ?? 'flannel',
	};
	const mirrors = present({
		packages: present({apt: request.aptSource, key: request.aptKey}),
		images:
			request.imagePrefix === undefined
				? undefined
				: present({prefix: request.imagePrefix, insecure: request.imageInsecure}),
		dockerHub: request.dockerHub,
	});
	const sections = [
		...section(comments.name, {name: request.name ?? 'demo'}),
		...section(comments.kubernetes, {kubernetes}),
		...section(comments[endpoint.kind], {endpoint: present(endpoint)}),
		...section(comments.runtime, {firewall: request.firewall ?? 'ports', runtime: request.runtime ?? 'containerd'}),
		...section(comments.mirrors, mirrors && {mirrors}),
		...section(comments.ssh, {ssh: {user: ssh.user ?? 'root', ...present(ssh)}}),
		`# ${comments.hosts}\nhosts:\n${request.hosts.map(flow).join('\n')}\n`,
	];
	return `# ${comments.top}\n\n${sections.join('\n')}`;
};
