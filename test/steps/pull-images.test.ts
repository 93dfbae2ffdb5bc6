import {expect, test} from 'vitest';
import {pullImages} from '../../steps/pull-images.ts';
import {givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(pullImages);

const [controlPlane, worker] = pullImages.tasks;

/** A registry in front of a store that is a file. */
const world = `
	touch store
	kubeadm() {
		case $1 in
			version) echo v1.20.2 ;;
			*) awk '$1 == "imageRepository:" {own = $2} $1 == "kubernetesVersion:" {gsub(/"/, "", $2); print own "/kube-apiserver:" $2; print own "/pause:3.2"}' "$5" ;;
		esac
	}
	crictl() {
		case $1 in
			pull) echo "$2" >> store; echo "Image is up to date for $2" ;;
			images) echo 'IMAGE TAG IMAGE ID SIZE'; sed 's/:\\([^:]*\\)$/ \\1 abc 1MB/' store ;;
		esac
	}
`;

test('Images that are missing are pulled one by one, with how many there are', () => {
	const given = givenFor(mirroredPlan, 'm1');
	const {output} = runHere(
		`set -euo pipefail\n${world}\necho registry.example/google_containers/pause:3.2 > store\n${controlPlane!.run(given)}\n${controlPlane!.check.ask(given)}`,
	);

	expect(output).toBe(
		`1/1 registry.example/google_containers/kube-apiserver:v1.20.2
Image is up to date for registry.example/google_containers/kube-apiserver:v1.20.2
all here
`,
	);
});

test('A worker needs kube-proxy and the pause image', () => {
	const {exit, output} = runHere(`${world}\n${worker!.check.ask(givenFor(labPlan, 'w1'))}`);

	expect(exit).toBe(1);
	expect(output).toBe('not here: registry.k8s.io/kube-proxy:v1.20.2 registry.k8s.io/pause:3.10.2\n');
});

test('A kubeadm that does not answer is no reason to be satisfied', () => {
	expect(runHere(`kubeadm() { false; }\n${controlPlane!.check.ask(givenFor(labPlan, 'm1'))}`).exit).toBe(1);
});
