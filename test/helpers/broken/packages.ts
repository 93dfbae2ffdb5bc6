// The stages that bring the runtime, Kubernetes' packages and its images.
import type {Breaks} from './broken.ts';

const runtime: Breaks = {
	'old-runtime-packages': {lab: 'debian-12', by: 'apt-get update && apt-get install -y docker.io'},
	'runtime-source': {by: 'rm /etc/apt/keyrings/docker.asc'},
	'runtime-package': {by: 'apt-mark unhold containerd.io'},
	'runtime-configuration': {by: "sed -i 's/SystemdCgroup = true/SystemdCgroup = false/' /etc/containerd/config.toml"},
	'registry-mirrors': {lab: 'cilium', by: 'rm -r /etc/containerd/certs.d/docker.io'},
	'runtime-running': {by: 'systemctl disable containerd'},
	'docker-package': {lab: 'docker', by: 'dnf versionlock clear; sed -i /docker/d /etc/yum.repos.d/*.repo'},
	'docker-configuration': {lab: 'docker', by: 'rm /etc/docker/daemon.json'},
	'docker-running': {lab: 'docker', by: 'systemctl stop docker'},
	'cri-dockerd': {lab: 'docker', by: 'rm /usr/local/bin/cri-dockerd'},
	'cri-dockerd-running': {lab: 'docker', by: 'systemctl disable cri-docker.service'},
	'crictl-endpoint': {by: "sed -i 's/timeout: 10/timeout: 2/' /etc/crictl.yaml"},
};

const packages: Breaks = {
	'kubernetes-source': {by: "sed -i 's/v1.36/v1.35/' /etc/apt/sources.list.d/kubernetes.list"},
	'signing-key': {machine: (_, world) => void (world.now = Date.UTC(2028, 0, 1))},
	'kubernetes-packages': {by: 'apt-mark unhold kubelet'},
	'kubelet-enabled': {by: 'systemctl disable kubelet'},
	'runtime-read-back': {by: 'systemctl stop containerd'},
	'shell-completion': {by: 'rm /etc/bash_completion.d/kubectl'},
	'control-plane-images': {by: 'ctr -n k8s.io images rm "$(crictl images | awk \'/coredns/ {print $1 ":" $2}\')"'},
	'worker-images': {by: 'ctr -n k8s.io images rm "$(crictl images | awk \'/kube-proxy/ {print $1 ":" $2}\')"'},
};

export const brokenPackages: Breaks = {...runtime, ...packages};
