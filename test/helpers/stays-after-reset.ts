// What the book reset rightly leaves on a host that it has taken the cluster from, with the reason. Everything else that
// differs from a host that nobody has touched is a mistake.

type Stays = {readonly why: string; readonly lines: readonly RegExp[]};

const stays: readonly Stays[] = [
	{
		why: 'Packages stay, and what they bring and make: the next cluster wants them, and other programs may by now.',
		lines: [
			/^\+\/usr\/(bin|sbin|lib|libexec|share)\//,
			/^\+\/opt\/cni/,
			/^\+\/etc\/(chrony|nftables\.conf|haproxy|keepalived|docker|containerd|default|sysconfig)(\/|$)/,
			/^~\/etc\/(passwd|group)$/,
			/^\+\/run\/(containerd|docker)/,
			/^\+\/etc\/systemd\/system\/multi-user\.target\.wants\/(kubelet|containerd|docker|chrony)\.service$/,
		],
	},
	{
		why: 'The sources of those packages stay with them, and their keys.',
		lines: [/^[+~]\/etc\/(apt|yum\.repos\.d|pki\/rpm-gpg)\//],
	},
	{
		why: 'How the container runtime is set up belongs to its package.',
		lines: [/^\+\/etc\/crictl\.yaml$/, /^\+\/etc\/bash_completion\.d\//],
	},
	{
		why: 'cri-dockerd stays with Docker: it is no package, so its program and its units are files.',
		lines: [/^\+\/(usr\/local\/bin|etc\/systemd\/system(\/multi-user\.target\.wants)?|run)\/cri-docker/],
	},
	{
		why: 'firewalld writes a zone into a file when it is changed; changed back, the file says what its own does.',
		lines: [/^\+\/etc\/firewalld\/zones\/(public|trusted)\.xml(\.old)?$/],
	},
	{
		why: 'The host’s own settings stay, as the book says: names, swap, modules, kernel parameters, SELinux, the clock.',
		lines: [
			/^~\/etc\/(hosts|hostname|fstab|selinux\/config)$/,
			/^\+\/etc\/(modules-load\.d|sysctl\.d)\/\S*kubewalk/,
			/^\+\/etc\/NetworkManager\/conf\.d\/kubewalk\.conf$/,
		],
	},
	{
		why: 'What the host had before stays as long as its settings do: undo brings it back.',
		lines: [/^\+\/var\/lib\/kubewalk(\/before|\/sysctl\.before|$)/, /^\+\/etc\/\S+\.before-kubewalk$/],
	},
	{
		why: 'kubeadm reset empties these directories and leaves them.',
		lines: [/^\+\/(etc\/kubernetes(\/manifests)?|var\/lib\/(kubelet|etcd)|etc\/cni(\/net\.d)?|root\/\.kube)$/],
	},
	{
		why: 'local-path’s directory on a node is where volumes were: what is left there is data, and nobody’s but the operator’s.',
		lines: [/^\+\/opt\/local-path-provisioner$/],
	},
	{why: 'The system’s own record of what happened.', lines: [/^\+\/var\/log\//]},
];

/** The reason why something that differs may; undefined where it is a mistake. */
export const whyItStays = (line: string): string | undefined =>
	stays.find(({lines}) => lines.some(pattern => pattern.test(line.replace(/^\S+ /, ''))))?.why;
