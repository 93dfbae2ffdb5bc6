// Pods that prove the network: one that asks, and a small web server on every node that says where it runs.
import {fragment, sh, writeFile, type Fragment} from '../source/engine/script.ts';
import {kubectl} from './kubectl.ts';
import {ownConfig} from './paths.ts';
import type {Plan} from './plan.ts';
import {testImage} from './test-image.ts';
import {yaml, type Yaml} from './yaml.ts';

export const testNamespace = 'kubewalk-proof';
export const testPodsPath = `${ownConfig}/test-pods.yaml`;
export const webPort = 8080;

const namespace: Yaml = {apiVersion: 'v1', kind: 'Namespace', metadata: {name: testNamespace}};

/** Control planes are tainted, and a cluster may have nothing else. Nobody waits for a test pod to end politely. */
const everywhere = {tolerations: [{operator: 'Exists'}], terminationGracePeriodSeconds: 1};

/** Its page is in its log too. */
const server = 'echo "$(hostname) on $NODE" > /tmp/index.html; cat /tmp/index.html; exec httpd -f -p 8080 -h /tmp';

/** One pod that sleeps, to ask questions from. */
export const askingPod = (plan: Plan): string =>
	yaml(namespace, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'ask', namespace: testNamespace, labels: {app: 'ask'}},
		spec: {
			...everywhere,
			restartPolicy: 'Never',
			containers: [{name: 'ask', image: testImage(plan), command: ['sleep', '3600']}],
		},
	});

/** A web server on every node, behind a Service that has a NodePort too. */
export const webPods = (plan: Plan): string =>
	yaml(
		namespace,
		{
			apiVersion: 'apps/v1',
			kind: 'DaemonSet',
			metadata: {name: 'web', namespace: testNamespace},
			spec: {
				selector: {matchLabels: {app: 'web'}},
				template: {
					metadata: {labels: {app: 'web'}},
					spec: {
						...everywhere,
						containers: [
							{
								name: 'web',
								image: testImage(plan),
								command: ['sh', '-c', server],
								env: [{name: 'NODE', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}}],
								readinessProbe: {httpGet: {path: '/', port: webPort}, periodSeconds: 2},
							},
						],
					},
				},
			},
		},
		{
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {name: 'web', namespace: testNamespace},
			spec: {type: 'NodePort', selector: {app: 'web'}, ports: [{port: 80, targetPort: webPort}]},
		},
	);

/** kubectl in the test pods' namespace. */
export const inTests: Fragment = fragment(sh`${kubectl} -n ${testNamespace}`);

/** Bash functions for the proofs. `why_not_running` ends with the sentence that a person needs. */
export const testFunctions = (plan: Plan): Fragment =>
	fragment(sh`
		why_not_running() {
			${inTests} get pods -o wide
			${inTests} get events | tail -n 20
			case $(${inTests} get pods -o jsonpath='{.items[*].status.containerStatuses[*].state.waiting.reason}') in
				*ImagePull* | *ErrImage*) echo ${`The image ${testImage(plan)} could not be pulled: the test pods need it, put it into that registry or let the hosts reach it.`} >&2 ;;
				*) echo 'The test pods did not start: see their events above.' >&2 ;;
			esac
		}
		clean_up() {
			${kubectl} delete namespace ${testNamespace} --ignore-not-found --timeout=120s
		}
	`);

/** Bash that makes the pods of a manifest, calls a function that proves something with them, and removes them whatever it says. */
export const withTestPods = (manifest: string, prove: Fragment): Fragment =>
	fragment(sh`
		mkdir -p ${ownConfig}
		${writeFile(testPodsPath, manifest)}
		# Whatever goes wrong, the pods are removed.
		set +e
		${prove}
		result=$?
		clean_up
		rm -f ${testPodsPath}
		set -e
		if [ "$result" != 0 ]; then exit 1; fi
	`);
