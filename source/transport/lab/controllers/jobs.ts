// Jobs: pods until enough of them have succeeded.
import {suffix} from '../cluster/ids.ts';
import {stamp} from '../cluster/objects.ts';
import type {KubeObject, World} from '../world.ts';
import {condition, makePod, podsOf, setStatus, templateOf} from './owned-pods.ts';

export const jobOf = (world: World, job: KubeObject): boolean => {
	const pods = podsOf(world, job);
	const done = pods.filter(pod => pod.status?.['phase'] === 'Succeeded').length;
	const lost = pods.filter(pod => pod.status?.['phase'] === 'Failed').length;
	const wanted = Number(job.spec?.['completions'] ?? 1);
	const active = pods.length - done - lost;
	let changed = false;
	if (done < wanted && active === 0 && lost <= Number(job.spec?.['backoffLimit'] ?? 6)) {
		makePod(
			world,
			job,
			`${job.metadata.name}-${suffix(world)}`,
			{'job-name': job.metadata.name, 'batch.kubernetes.io/job-name': job.metadata.name},
			{...templateOf(job).spec},
		);
		changed = true;
	}
	const complete = done >= wanted;
	const status = {
		...(active > 0 && !complete ? {active} : {}),
		...(complete
			? {
					completionTime: job.status?.['completionTime'] ?? stamp(world.now),
					conditions: [
						condition(
							world,
							job.status,
							'Complete',
							true,
							'CompletionsReached',
							'Reached expected number of succeeded pods',
						),
					],
				}
			: {}),
		...(lost > 0 ? {failed: lost} : {}),
		startTime: job.status?.['startTime'] ?? stamp(world.now),
		...(done > 0 ? {succeeded: done} : {}),
	};
	return setStatus(world, job, status) || changed;
};
