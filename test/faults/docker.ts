// Causes in Docker and in what stands between it and the kubelet, made by commands on hosts of a lab whose runtime is Docker.
import type {Fault} from './fault.ts';

const settings = '/etc/docker/daemon.json';
const again = 'systemctl restart docker || true; systemctl restart kubelet || true';

export const dockerFaults: readonly Fault[] = [
	{
		finding: 'docker-stopped',
		host: 'w1',
		of: 'docker',
		break: 'systemctl disable --now docker.socket docker || true',
	},
	{
		finding: 'docker-settings-broken',
		host: 'w2',
		of: 'docker',
		break: `sed -i '$d' ${settings}; ${again}`,
		leaves: [`w2 ${settings}.before-cure`],
	},
	{
		finding: 'docker-settings-twice',
		host: 'w1',
		of: 'docker',
		break: `sed -i '1a "hosts": ["fd://"],' ${settings}; ${again}`,
		leaves: [`w1 ${settings}.before-cure`],
	},
	{
		// Only the shim inside the kubelet compares the two, and ends.
		finding: 'docker-cgroup-driver-differs',
		host: 'w1',
		of: 'dockershim',
		break: `sed -i 's/native.cgroupdriver=systemd/native.cgroupdriver=cgroupfs/' ${settings}; ${again}`,
	},
	{
		finding: 'cri-dockerd-stopped',
		host: 'w2',
		of: 'cri-dockerd',
		break: 'systemctl disable --now cri-docker.socket cri-docker',
	},
	{
		finding: 'cri-dockerd-stopped',
		host: 'm2',
		of: 'cri-dockerd',
		break: 'systemctl stop cri-docker.socket cri-docker',
	},
];
