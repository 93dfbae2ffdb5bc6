import {expect, it} from 'vitest';
import {fragment} from '../../source/engine/script.ts';
import {proveVolume} from '../../steps/prove-volume.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {labPlan} from '../helpers/plans.ts';

type Cluster = {readonly ready?: string; readonly phase?: string; readonly read?: string; readonly pv?: string};

/** kubectl of a cluster in which the pod `read` reads that text; the volume is gone unless `pv` says otherwise. */
const kubectl = ({ready = 'true', phase = 'Bound', read = '$text', pv = 'return 1'}: Cluster): string => `case "$*" in
*'wait --for=condition=Ready pod/'*) ${ready} ;;
*'{.status.phase}'*) echo ${phase} ;;
*volumeName*) echo 'pvc-1 of class local-path' ;;
*'exec reader'*) echo "${read}" ;;
*'describe pod'*) printf 'Name: x\\nEvents:\\n  FailedMount bad option\\n' ;;
*'describe persistentvolumeclaim'*) printf 'Name: x\\nEvents:\\n  no storage class is set\\n' ;;
*'get persistentvolume pvc-1'*) ${pv} ;;
esac`;

const prove = (cluster: Cluster) => {
	const proof = {name: 'class-x', storageClass: 'local-path', mode: 'ReadWriteOnce'} as const;
	const {bash} = proveVolume(labPlan, proof, fragment('echo same'));
	const programs = {kubectl: kubectl(cluster), sleep: 'true', date: 'echo 1', mkdir: 'true', rm: 'true', cat: 'true'};
	const script = bash.replaceAll(/> \/(etc|var)\/\S+/g, '> /dev/null');
	return runWithPrograms(programs, script);
};

it('believes the second pod when it reads what the first one wrote', () => {
	const {exit, output} = prove({});
	expect(output).toContain('pvc-1 of class local-path: one pod wrote, another read');
	expect(exit).toBe(0);
});

it.each([
	[{ready: 'return 1', phase: 'Pending'}, 'no storage class is set', 'The claim was not bound'],
	[{ready: 'return 1'}, 'FailedMount bad option', 'The claim is bound, and the pod writer did not start'],
	[{read: 'nothing'}, 'The second pod read "nothing"', 'different volumes'],
	[{pv: 'true'}, 'one pod wrote', 'The volume pvc-1 is still there, two minutes after its claim'],
])('fails with what a person needs: %j', (cluster, said, sentence) => {
	const {exit, output} = prove(cluster);
	expect(exit).toBe(1);
	expect(output).toContain(said);
	expect(output).toContain(sentence);
});

it('removes its pods and its claim whatever comes of it', () => {
	const {bash} = proveVolume(labPlan, {name: 'x', mode: 'ReadWriteMany'}, fragment('true'));
	expect(bash).toMatch(/use_volume\nresult=\$\?\nclean_up\n/);
	expect(bash).toContain('- ReadWriteMany');
	expect(bash).not.toContain('storageClassName:');
});
