// etcd's static pod must not ask for disk. Until 1.21 kubeadm lets it ask for 100 MiB, and a kubelet that has to judge it
// before it has measured its disk turns it away for good: the join waits for a member that never starts
// (kubernetes/kubernetes issue 99305; seen on a busy Debian 12 host, "Failed to admit pod etcd-m3").
import type {Given} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {ownConfig} from './paths.ts';
import {planOf} from './plan.ts';
import {versionOf} from './versions.ts';

const folder = `${ownConfig}/patches`;
/** kubeadm reads from a file's name what it patches, and how. */
const file = `${folder}/etcd+strategic.yaml`;

const patch = `spec:
  containers:
    - name: etcd
      resources:
        requests:
          ephemeral-storage: null
`;

const asksForDisk = (given: Given): boolean => versionOf(planOf(given).kubernetes.version).etcdAsksForDisk;

/** Before kubeadm's `init` or `join` of a control plane. */
export const writeEtcdPatch = (given: Given): Fragment =>
	fragment(
		asksForDisk(given)
			? sh`
				mkdir -p ${folder}
				printf %s ${patch} > ${file}
			`
			: '',
	);

/** Words for that kubeadm; `--patches` is what it is called from 1.22 on. */
export const etcdPatchFlags = (given: Given): readonly string[] =>
	asksForDisk(given) ? ['--experimental-patches', folder] : [];
