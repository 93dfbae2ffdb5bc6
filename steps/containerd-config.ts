// containerd's own configuration, whole. 1.x reads version 2, 2.x reads version 3 with other names for the same settings;
// a sed that fits one changes nothing in the other, in silence (containerd docs/cri/config.md).
import type {Given} from '../source/engine/declare.ts';
import {dockerHubMirrorOf, imageOf, imagePrefixOf, registryAddressOf, registryOf} from './mirrors.ts';
import {planOf} from './plan.ts';
import {versionOf} from './versions.ts';
import {signature} from './whole-file.ts';

export const containerdFile = '/etc/containerd/config.toml';
const certificates = '/etc/containerd/certs.d';

/** Where the packages of Kubernetes put the network plugins; Debian's containerd looks in /usr/lib/cni. */
const plugins = '/opt/cni/bin';

export const pauseImage = (given: Given): string => {
	const plan = planOf(given);
	return imageOf(plan, 'pause', versionOf(plan.kubernetes.version).pause);
};

const version2 = (given: Given): string => `# ${signature}
version = 2

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage(given)}"

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${plugins}"
    conf_dir = "/etc/cni/net.d"

  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = true

  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${certificates}"
`;

const version3 = (given: Given): string => `# ${signature}
version = 3

[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = '${pauseImage(given)}'

[plugins.'io.containerd.cri.v1.images'.registry]
  config_path = '${certificates}'

[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dir = '${plugins}'
  conf_dir = '/etc/cni/net.d'

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'

  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
    SystemdCgroup = true
`;

/** By containerd's major version, which only the host knows. */
export const containerdConfigs: Readonly<Record<'1' | '2', (given: Given) => string>> = {1: version2, 2: version3};

export type RegistryHosts = {readonly path: string; readonly content: string};

const hostsToml = (registry: string, server: string, address: string): RegistryHosts => ({
	path: `${certificates}/${registry}/hosts.toml`,
	content: `# ${signature}
server = ${JSON.stringify(server)}

[host.${JSON.stringify(address)}]
  capabilities = ["pull", "resolve"]
`,
});

/** One file per registry that is not simply asked under its own name over https. */
export const registryHosts = (given: Given): readonly RegistryHosts[] => {
	const plan = planOf(given);
	const registry = registryOf(imagePrefixOf(plan));
	const hub = dockerHubMirrorOf(plan);
	const insecure = plan.mirrors.images?.insecure ?? false;
	return [
		...(insecure ? insecureHosts(registry) : []),
		...(hub === undefined ? [] : [hostsToml('docker.io', 'https://registry-1.docker.io', hub)]),
	];
};

/** Nobody says whether such a registry speaks plain http or https with a certificate of its own: try both. */
const insecureHosts = (registry: string): readonly RegistryHosts[] => {
	const [https, http] = [registryAddressOf(registry, false), registryAddressOf(registry, true)];
	return [
		{
			path: `${certificates}/${registry}/hosts.toml`,
			content: `# ${signature}
server = ${JSON.stringify(http)}

[host.${JSON.stringify(http)}]
  capabilities = ["pull", "resolve"]

[host.${JSON.stringify(https)}]
  capabilities = ["pull", "resolve"]
  skip_verify = true
`,
		},
	];
};
