import {expect, test} from 'vitest';
import {sourcesLast} from '../../steps/sources-last.ts';
import {bareHosts} from '../helpers/lab-hosts.ts';
import {givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';

const day = 86_400_000;

test('How long keys and TLS certificates last is said, and days ahead that one ends', async () => {
	const {lab, must, run} = bareHosts('m1');
	await must('m1', 'apt-get update; apt-get install -y curl gpg');
	const ask = sourcesLast.check.ask(givenFor(labPlan, 'm1'));

	const {exit, stdout, stderr} = await run('m1', ask);
	expect({exit, stderr}).toEqual({exit: 0, stderr: ''});
	expect(stdout).toMatch(
		/^The signing key at https:\/\/pkgs\.k8s\.io\S+ ends in \d+ days\nThe TLS certificate of \S+ ends in \d+ days\n/,
	);

	lab.world.outside.certificateEnds = {'registry.k8s.io': lab.world.now + 3 * day + 1000};
	expect(await run('m1', ask)).toMatchObject({
		exit: 1,
		stderr: expect.stringMatching(
			/^The TLS certificate of https:\/\/registry\.k8s\.io\/v2\/ ends on [\d-]+, in 3 days: name another mirror in the plan unless it is renewed by then\.\n$/,
		),
	});

	lab.world.outside.certificateEnds = {};
	lab.world.now = Date.UTC(2026, 11, 10);
	expect((await run('m1', ask)).stderr).toMatch(
		/^The signing key at \S+Release\.key ends on 2026-12-29, in \d+ days: /,
	);
});

test('A source of one’s own without a key has none to last', () => {
	expect(sourcesLast.check.ask(givenFor(mirroredPlan, 'm1'))).not.toContain('gpg');
});
