// kubeadm, kubelet, crictl, ctr, containerd.
import type {LabCommand} from '../command.ts';

export const clusterCommands: readonly LabCommand[] = [];
