// The verify of a StorageClass: a claim that names it is used by two pods.
import type {Task} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {planOf} from '../plan.ts';
import {proveVolume, type VolumeProof} from '../prove-volume.ts';
import {clusterFingerprint, isRecorded} from '../record.ts';

export const proveClass = (name: 'local-path' | 'nfs', mode: VolumeProof['mode']): Task => {
	const proof = {name: `class-${name}`, storageClass: name, mode};
	const fingerprint = clusterFingerprint(`class ${name}`);
	return {
		id: `${name}-used`,
		title: {en: `Use a volume of the class ${name}`, zh: `使用 ${name} 类的存储卷`},
		why: {
			en: 'A class that exists says nothing yet: its provisioner may wait for a right, an image or a server. A claim is made, one pod writes into it, another reads it, and all of it is removed.',
			zh: 'StorageClass 存在并不代表可用：供应器可能缺权限、缺镜像或连不上服务器。创建一个声明，由一个 Pod 写入、另一个 Pod 读出，然后全部删除。',
		},
		target: 'first-control-plane',
		risk: 'changes',
		check: {ask: () => sh`${isRecorded(proof.name, fingerprint)}`},
		run: given => sh`${proveVolume(planOf(given), proof, fingerprint)}`,
		undo: 'nothing-to-undo',
		usually: 40,
		waitingFor: {en: 'the provisioner to make the volume', zh: '供应器创建存储卷'},
		timeout: 900,
	};
};
