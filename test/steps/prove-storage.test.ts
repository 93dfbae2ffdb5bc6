import {expect, it} from 'vitest';
import {proveStorage} from '../../steps/prove-storage.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {askInstalled} from '../helpers/installed-lab.ts';
import {externalPlan, givenFor, labPlan} from '../helpers/plans.ts';

it('has nothing to prove in a cluster without a default class, and says so', async () => {
	const {exit, output} = await askInstalled(proveStorage, 'm1');
	expect(exit).toBe(0);
	expect(output).toContain('No StorageClass is the default one: claims that name none stay Pending.');
});

it('asks for a proof where there is one, whoever brought it', () => {
	const kubectl = `case "$*" in *storageclass*) printf 'slow false\\nlocal-path true\\n' ;; esac`;
	const {exit, output} = runWithPrograms({kubectl}, proveStorage.check.ask(givenFor(labPlan, 'm1')));
	expect(output).toContain('default: local-path');
	expect(exit).toBe(1);
});

it('needs a network, and names no class in its claim', () => {
	expect(proveStorage.when!(givenFor(externalPlan, 'm1'))).toBe(false);
	expect(proveStorage.run(givenFor(labPlan, 'm1'))).not.toContain('storageClassName:');
});
