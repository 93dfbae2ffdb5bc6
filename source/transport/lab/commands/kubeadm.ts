// kubeadm: its subcommands, and how it ends when one of them stops.
import {buildDateOf, commitOf} from '../cluster/build.ts';
import {minorOf, release} from '../cluster/versions.ts';
import type {LabCommand} from '../command.ts';
import {certsCommand} from '../kubeadm/certs-command.ts';
import {completionCommand} from '../kubeadm/completion.ts';
import {configCommand} from '../kubeadm/config-command.ts';
import {init, initPhase} from '../kubeadm/init.ts';
import {join} from '../kubeadm/join.ts';
import {Stop, ended, output} from '../kubeadm/output.ts';
import {kubeadmVersion} from '../kubeadm/own-version.ts';
import {kubeconfigCommand} from '../kubeadm/kubeconfig-command.ts';
import {reset} from '../kubeadm/reset.ts';
import {tokenCommand} from '../kubeadm/token-command.ts';
import {upgradeCommand} from '../kubeadm/upgrade-command.ts';

const usage = `

    ┌──────────────────────────────────────────────────────────┐
    │ KUBEADM                                                  │
    │ Easily bootstrap a secure Kubernetes cluster             │
    │                                                          │
    │ Please give us feedback at:                              │
    │ https://github.com/kubernetes/kubeadm/issues             │
    └──────────────────────────────────────────────────────────┘

Usage:
  kubeadm [command]

Available Commands:
  certs       Commands related to handling Kubernetes certificates
  config      Manage configuration for a kubeadm cluster persisted in a ConfigMap in the cluster
  init        Run this command in order to set up the Kubernetes control plane
  join        Run this on any machine you wish to join an existing cluster
  reset       Performs a best effort revert of changes made to this host by 'kubeadm init' or 'kubeadm join'
  token       Manage bootstrap tokens
  version     Print the version of kubeadm
`;

const kubeadmVerbs = [
	'certs',
	'completion',
	'config',
	'help',
	'init',
	'join',
	'kubeconfig',
	'reset',
	'token',
	'upgrade',
	'version',
];

const versionText = (version: string, format: string | undefined): string => {
	const minor = minorOf(version);
	const {go} = release(minor);
	if (format === 'short') return `v${version}\n`;
	const info = {
		major: '1',
		minor: String(minor),
		gitVersion: `v${version}`,
		gitCommit: commitOf(version),
		gitTreeState: 'clean',
		buildDate: buildDateOf(version),
		goVersion: go,
		compiler: 'gc',
		platform: 'linux/amd64',
	};
	if (format === 'json') return `${JSON.stringify({clientVersion: info}, undefined, 2)}\n`;
	const names = [
		'Major',
		'Minor',
		...(minor >= 33 ? ['EmulationMajor', 'EmulationMinor', 'MinCompatibilityMajor', 'MinCompatibilityMinor'] : []),
		'GitVersion',
		'GitCommit',
		'GitTreeState',
		'BuildDate',
		'GoVersion',
		'Compiler',
		'Platform',
	];
	const values: Readonly<Record<string, string>> = {
		Major: '1',
		Minor: String(minor),
		GitVersion: info.gitVersion,
		GitCommit: info.gitCommit,
		GitTreeState: 'clean',
		BuildDate: info.buildDate,
		GoVersion: go,
		Compiler: 'gc',
		Platform: 'linux/amd64',
	};
	return `kubeadm version: &version.Info{${names.map(name => `${name}:"${values[name] ?? ''}"`).join(', ')}}\n`;
};

export const kubeadm: LabCommand = {
	names: ['kubeadm'],
	run: async (args, at) => {
		const version = kubeadmVersion(at);
		const out = output(minorOf(version));
		const [verb, ...rest] = args;
		try {
			switch (verb) {
				case 'version': {
					const format = rest.join(' ').match(/(?:-o|--output)[ =]?(\w+)/)?.[1];
					return {stdout: versionText(version, format)};
				}
				case 'config':
					return await configCommand(rest, at, out);
				case 'init':
					return rest[0] === 'phase' ? await initPhase(rest.slice(1), at, out) : await init(rest, at, out);
				case 'join':
					return await join(rest, at, out);
				case 'token':
					return tokenCommand(rest, at, out);
				case 'certs':
					return certsCommand(rest, at, out);
				case 'alpha':
					return certsCommand(rest.slice(1), at, out);
				case 'kubeconfig':
					return kubeconfigCommand(rest, at, out);
				case 'upgrade':
					return upgradeCommand(rest, at, out);
				case 'reset':
					return await reset(rest, at, out);
				case 'completion':
					return completionCommand(rest, 'kubeadm', kubeadmVerbs);
				case undefined:
				case 'help':
				case '--help':
				case '-h':
					return {stdout: usage};
				default:
					throw new Stop(`unknown command "${verb}" for "kubeadm"`);
			}
		} catch (error) {
			if (error instanceof Stop) return ended(out, error);
			throw error;
		}
	},
};
