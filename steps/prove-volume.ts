// A claim is bound, one pod writes into its volume, it is gone, and another one reads what it wrote.
import {fragment, sh, writeFile, type Fragment} from '../source/engine/script.ts';
import {kubectl} from './kubectl.ts';
import {ownConfig} from './paths.ts';
import type {Plan} from './plan.ts';
import {record} from './record.ts';
import {testImage} from './test-image.ts';
import {inTests, testFunctions, testNamespace} from './test-pods.ts';
import {yaml, type Yaml} from './yaml.ts';

export type VolumeProof = {
	/** Of its record and its file. */
	readonly name: string;
	/** Left out: the claim names none, and gets the default one. */
	readonly storageClass?: string;
	readonly mode: 'ReadWriteOnce' | 'ReadWriteMany';
};

const namespace = testNamespace;

const user = (plan: Plan, name: string): Yaml => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name, namespace, labels: {app: name}},
	spec: {
		tolerations: [{operator: 'Exists'}],
		terminationGracePeriodSeconds: 1,
		restartPolicy: 'Never',
		containers: [
			{
				name,
				image: testImage(plan),
				command: ['sleep', '3600'],
				volumeMounts: [{name: 'data', mountPath: '/data'}],
			},
		],
		volumes: [{name: 'data', persistentVolumeClaim: {claimName: 'proof'}}],
	},
});

const claimAndWriter = (plan: Plan, {storageClass, mode}: VolumeProof): string =>
	yaml(
		{apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}},
		{
			apiVersion: 'v1',
			kind: 'PersistentVolumeClaim',
			metadata: {name: 'proof', namespace},
			spec: {
				storageClassName: storageClass,
				accessModes: [mode],
				resources: {requests: {storage: '16Mi'}},
			},
		},
		user(plan, 'writer'),
	);

/** The claim's own events say why it is not bound, the pod's why its volume cannot be mounted. */
const functions = (writer: string, reader: string): Fragment =>
	fragment(sh`
		comes_up() {
			if ${inTests} wait --for=condition=Ready "pod/$1" --timeout=150s; then return 0; fi
			${inTests} get persistentvolumeclaim
			${inTests} describe persistentvolumeclaim proof | sed -n '/^Events:/,$p'
			${inTests} describe pod "$1" | sed -n '/^Events:/,$p'
			if [ "$(${inTests} get persistentvolumeclaim proof -o jsonpath='{.status.phase}')" = Bound ]; then
				echo "The claim is bound, and the pod $1 did not start with its volume: the pod's events are above." >&2
			else
				echo 'The claim was not bound: its events are above; look at the log of the provisioner that its class names.' >&2
			fi
			return 1
		}
		use_volume() {
			${kubectl} apply -f ${writer} || return 1
			comes_up writer || return 1
			text="written by writer at $(date +%s)"
			${inTests} exec writer -- sh -c "echo '$text' > /data/proof" || return 1
			volume=$(${inTests} get persistentvolumeclaim proof -o jsonpath='{.spec.volumeName} of class {.spec.storageClassName}') || return 1
			${inTests} delete pod writer --timeout=60s || return 1
			${kubectl} apply -f ${reader} || return 1
			comes_up reader || return 1
			found=$(${inTests} exec reader -- cat /data/proof) || return 1
			if [ "$found" != "$text" ]; then
				echo "The second pod read \"$found\" where the first had written \"$text\": the two got different volumes." >&2
				return 1
			fi
			echo "$volume: one pod wrote, another read"
		}
		# The volume goes with its claim, which leaves nothing behind; a provisioner may take its time.
		volume_gone() {
			name=${fragment('${volume%% *}')}
			for _ in $(seq 60); do
				if [ -z "$name" ] || ! ${kubectl} get persistentvolume "$name" >/dev/null 2>&1; then return 0; fi
				sleep 2
			done
			echo "The volume $name is still there, two minutes after its claim was deleted: see the log of its provisioner." >&2
			return 1
		}
	`);

/** Bash that proves it, removes all that it made, and writes the record down. */
export const proveVolume = (plan: Plan, proof: VolumeProof, fingerprint: Fragment): Fragment => {
	const writer = `${ownConfig}/proof-${proof.name}-writer.yaml`;
	const reader = `${ownConfig}/proof-${proof.name}-reader.yaml`;
	return fragment(sh`
		${testFunctions(plan)}
		${functions(writer, reader)}
		mkdir -p ${ownConfig}
		${writeFile(writer, claimAndWriter(plan, proof))}
		${writeFile(reader, yaml(user(plan, 'reader')))}
		# Whatever goes wrong, the pods and the claim are removed.
		set +e
		volume=
		use_volume
		result=$?
		clean_up
		if [ "$result" = 0 ]; then
			volume_gone
			result=$?
		fi
		rm -f ${writer} ${reader}
		set -e
		if [ "$result" != 0 ]; then exit 1; fi
		${record(proof.name, fingerprint)}
	`);
};
