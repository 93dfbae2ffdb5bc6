import {expect, test} from 'vitest';
import {containerdConfigs, pauseImage, registryHosts} from '../../steps/containerd-config.ts';
import {externalPlan, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';

const lab = givenFor(labPlan, 'm1');

test.each(['1', '2'] as const)(
	'containerd %s.x gets the systemd driver, the pause image and the plugins of Kubernetes',
	major => {
		const config = containerdConfigs[major](lab);

		expect(config).toContain('SystemdCgroup = true');
		expect(config).toContain('registry.k8s.io/pause:3.10.2');
		expect(config).toContain('/opt/cni/bin');
		expect(config).toContain('/etc/containerd/certs.d');
	},
);

test('Each major version has its own format and names', () => {
	expect(containerdConfigs[1](lab)).toContain('version = 2');
	expect(containerdConfigs[1](lab)).toContain('sandbox_image = ');
	expect(containerdConfigs[2](lab)).toContain('version = 3');
	expect(containerdConfigs[2](lab)).toContain("[plugins.'io.containerd.cri.v1.images'.pinned_images]");
	expect(containerdConfigs[2](lab)).not.toContain('sandbox_image');
});

test('The pause image follows the version and the registry of the plan', () => {
	expect(pauseImage(givenFor(mirroredPlan, 'm1'))).toBe('registry.example/google_containers/pause:3.2');
});

test('Only registries that need it have a file', () => {
	expect(registryHosts(lab)).toEqual([]);
	expect(registryHosts(givenFor(externalPlan, 'm1')).map(({path}) => path)).toEqual([
		'/etc/containerd/certs.d/registry.example:5000/hosts.toml',
		'/etc/containerd/certs.d/docker.io/hosts.toml',
	]);
});

test('An insecure registry is asked over plain http, and over https whoever signed it', () => {
	const [insecure, hub] = registryHosts(givenFor(externalPlan, 'm1')).map(({content}) => content);

	expect(insecure).toContain('[host."http://registry.example:5000"]');
	expect(insecure).toContain('skip_verify = true');
	expect(hub).toContain('[host."https://hub.example"]');
	expect(hub).not.toContain('skip_verify');
});
