// The task that nearly every add-on has: write its manifest, apply it, wait until its workloads run.
import type {Script, Task} from '../../source/engine/declare.ts';
import {fragment, sh, writeFile, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {ownConfig} from '../paths.ts';
import {planOf, type Plan} from '../plan.ts';
import {holds} from '../whole-file.ts';
import type {Addon} from './addon.ts';

export type Installation = Pick<Addon, 'id' | 'title' | 'why' | 'images'> & {
	readonly namespace: string;
	/** As kubectl names them, such as deployment/metrics-server. */
	readonly workloads: readonly string[];
	readonly manifest: (plan: Plan) => string;
};

export const manifestPath = (id: Addon['id']): string => `${ownConfig}/addon-${id}.yaml`;

const eachOf = (workloads: readonly string[], script: (workload: string) => string): Fragment =>
	fragment(workloads.map(script).join('\n'));

/** Does not wait: only what is out already is said to be. */
const areOut = ({namespace, workloads}: Installation): Fragment =>
	eachOf(
		workloads,
		workload =>
			sh`${kubectl} -n ${namespace} rollout status ${workload} --watch=false 2>&1 | tee /dev/stderr | grep 'successfully rolled out' >/dev/null || exit 1`,
	);

const isInstalled =
	(installation: Installation): Script =>
	given =>
		sh`
		# shellcheck disable=SC2016 # what looks like a variable is the manifest's own
		if ! ${holds(manifestPath(installation.id), installation.manifest(planOf(given)))}; then exit 1; fi
		${areOut(installation)}
	`;

export const applyManifest = (installation: Installation): Task => {
	const {id, title, why, namespace, workloads, manifest, images} = installation;
	const path = manifestPath(id);
	return {
		id,
		title,
		why,
		target: 'first-control-plane',
		risk: 'changes',
		check: {ask: isInstalled(installation)},
		run: given => sh`
			mkdir -p ${ownConfig}
			${writeFile(path, manifest(planOf(given)))}
			${kubectl} apply -f ${path}
			${eachOf(
				workloads,
				workload => sh`
					if ! ${kubectl} -n ${namespace} rollout status ${workload} --timeout=300s; then
						${kubectl} -n ${namespace} get pods -o wide
						${kubectl} -n ${namespace} get events | tail -n 20
						${kubectl} -n ${namespace} logs ${workload} --all-containers --tail=10 || true
						echo ${`${workload} did not start within 5 minutes: its events and its log are above; its images are ${images(planOf(given)).join(', ')}.`} >&2
						exit 1
					fi
				`,
			)}
		`,
		verify: {ask: isInstalled(installation), within: 60},
		undo: () => sh`
			if [ -e ${path} ]; then ${kubectl} delete -f ${path} --ignore-not-found --timeout=120s; fi
			rm -f ${path}
		`,
		usually: 40,
		waitingFor: {en: 'its images to be pulled', zh: '拉取镜像'},
		timeout: 900,
	};
};
