// Files of a cluster that more than one step speaks of.

/** What kubewalk itself writes on a host: kubeadm's configuration, manifests. `kubeadm reset` leaves it alone. */
export const ownConfig = '/etc/kubernetes/kubewalk';
/** Records of what has been proven or told. Beside it lie the records of jobs, which end after what they run. */
export const ownState = '/var/lib/kubewalk/cluster';

/** What a host had before, for undo. It outlives the cluster: `reset` leaves the host's own settings as they are. */
export const hostBefore = '/var/lib/kubewalk/before';

export const adminConf = '/etc/kubernetes/admin.conf';
export const kubeletConf = '/etc/kubernetes/kubelet.conf';
export const manifests = '/etc/kubernetes/manifests';
