import {expect, it} from 'vitest';
import {installCalico} from '../../steps/install-calico.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, goldenPlans} from '../helpers/plans.ts';

const given = givenFor(
	goldenPlans.find(({name}) => name === 'lab-calico')!,
	'm1',
);
const taskOf = (id: string) => installCalico.find(task => task.id === id)!;

it('says what to do when the manifests cannot be fetched', () => {
	const {exit, output} = runWithPrograms(
		{mkdir: 'true', curl: 'return 22', kubectl: 'true'},
		`set -e\n${taskOf('calico-operator').run(given)}`,
	);
	expect(exit).toBe(1);
	expect(output).toContain('cannot be fetched from this host: name another mirror in the plan');
});

it.each([
	['Available=True', '10.244.0.0/16', 0],
	['Available=False Waiting for calico-node', '10.244.0.0/16', 1],
	['Available=True', '192.168.0.0/16', 1],
])('takes the operator’s %j with the pool %s for exit %i', (status, pool, exit) => {
	const kubectl = `case "$*" in *tigerastatus*) echo '${status}' ;; *) printf %s '${pool}' ;; esac`;
	const asked = taskOf('calico').check.ask(given);
	const holds = asked.replace(/^\{ \[ "\$\(cat [\s\S]*?\}; \} \|\| exit 1\n/m, '');
	expect(runWithPrograms({kubectl}, holds).exit).toBe(exit);
});
