// kubeadm, kubelet, crictl, ctr, containerd, docker.
import type {LabCommand} from '../command.ts';
import {containerd} from './containerd.ts';
import {crictl} from './crictl.ts';
import {ctr} from './ctr.ts';
import {dockerCommands} from './docker.ts';
import {kubeadm} from './kubeadm.ts';
import {kubelet} from './kubelet.ts';

export const clusterCommands: readonly LabCommand[] = [kubeadm, kubelet, crictl, ctr, containerd, ...dockerCommands];
