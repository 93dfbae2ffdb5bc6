// A claim that names no class: what most manifests of applications write.
import type {Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {hasNetwork} from './connect-pods.ts';
import {kubectl} from './kubectl.ts';
import {planOf} from './plan.ts';
import {proveVolume} from './prove-volume.ts';
import {isRecorded} from './record.ts';

/** Sets `default`: the class that says so, whoever brought it. */
const defaultClass = fragment(sh`
	default=$(${kubectl} get storageclass -o jsonpath='{range .items[*]}{.metadata.name} {.metadata.annotations.storageclass\.kubernetes\.io/is-default-class}{"\n"}{end}' | awk '$2 == "true" {print $1}' | paste -sd ' ' -)
`);

/** Another class, another provisioner: proven anew. */
const fingerprint = fragment(
	sh`{ echo default; ${kubectl} get namespace kube-system -o jsonpath='{.metadata.uid}'; ${kubectl} get storageclass -o jsonpath='{range .items[*]}{.metadata.uid} {.provisioner} {.metadata.annotations.storageclass\.kubernetes\.io/is-default-class} {end}'; } | sha256sum`,
);
const proof = {name: 'default-class', mode: 'ReadWriteOnce'} as const;

export const proveStorage: Task = {
	id: 'default-volume',
	title: {en: 'Let a claim that names no class be bound and used', zh: '验证未指定类的存储声明可绑定可用'},
	why: {
		en: 'Manifests of applications leave the StorageClass out and count on a default one. A claim is made like that, one pod writes, another reads. Without a default class there is nothing to prove: such claims wait for an administrator.',
		zh: '应用的清单通常不写 StorageClass，依赖默认类。按此方式创建声明，一个 Pod 写入，另一个读出。没有默认类时无需验证：这类声明会一直等待管理员处理。',
	},
	target: 'first-control-plane',
	when: hasNetwork,
	risk: 'changes',
	check: {
		ask: () => sh`
			${defaultClass}
			if [ -z "$default" ]; then
				echo 'No StorageClass is the default one: claims that name none stay Pending. Nothing to prove.'
				exit 0
			fi
			echo "default: $default"
			${isRecorded(proof.name, fingerprint)}
		`,
	},
	run: given => sh`${proveVolume(planOf(given), proof, fingerprint)}`,
	undo: 'nothing-to-undo',
	usually: 40,
	waitingFor: {en: 'the provisioner to make the volume', zh: '供应器创建存储卷'},
	timeout: 900,
};
