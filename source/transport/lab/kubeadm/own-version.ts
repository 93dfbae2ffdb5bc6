// Which Kubernetes kubeadm deploys: its own release unless it is told otherwise.
import {minorOf, plainVersion} from '../cluster/versions.ts';
import type {Shell} from '../command.ts';
import {type Output, Stop, klog} from './output.ts';

export const kubeadmVersion = (at: Shell): string => plainVersion(at.machine.packages['kubeadm']?.version ?? '1.36.0');

export const wantedVersion = (at: Shell, out: Output, asked: string | undefined): string => {
	const own = kubeadmVersion(at);
	if (asked === undefined || /^stable|^latest/.test(asked)) {
		if (at.world.outside.names['dl.k8s.io'] === undefined) {
			const url = `https://dl.k8s.io/release/${asked ?? 'stable-1'}.txt`;
			out.warn(
				klog(
					at.now(),
					'W',
					'version.go:101',
					`could not fetch a Kubernetes version from the internet: unable to get URL "${url}": Get "${url}": dial tcp: lookup dl.k8s.io on 10.77.0.1:53: no such host`,
				),
			);
			out.warn(klog(at.now(), 'W', 'version.go:102', `falling back to the local client version: v${own}`));
		}
		return `v${own}`;
	}
	if (!/^v?\d+\.\d+\.\d+/.test(asked)) throw new Stop(`couldn't parse Kubernetes version "${asked}"`);
	const version = asked.startsWith('v') ? asked : `v${asked}`;
	const lowest = minorOf(own) - 1;
	if (minorOf(version) < lowest)
		throw new Stop(
			`this version of kubeadm only supports deploying clusters with the control plane version >= 1.${lowest}.0. Current version: ${version}`,
		);
	return version;
};
