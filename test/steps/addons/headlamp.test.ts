import {expect, test} from 'vitest';
import {headlamp} from '../../../steps/addons/headlamp.ts';
import type {Plan} from '../../../steps/plan.ts';
import {runWithPrograms} from '../../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

const taskOf = (id: string) => headlamp.tasks.find(task => task.id === id)!;
const kubectl = `case "$*" in *clusterIP*) printf %s 10.96.7.8 ;; *'create token'*) echo secret-token ;; esac`;

/** What curl gets: the page, the code without a token, and the nodes when its stdin brings the token. */
const curl = (page: string, open: number, nodes: string): string => `case "$*" in
*http_code*) printf ${open} ;;
*-K*) if [ "$(cat)" = 'header = "Authorization: Bearer secret-token"' ]; then echo '${nodes}'; fi ;;
*) echo '${page}' ;;
esac`;

test.each([
	[
		'<title>Headlamp</title>',
		403,
		'{"kind": "NodeList"}',
		0,
		'with a token it shows the nodes, without one (403) it does not',
	],
	['nginx', 403, '{"kind":"NodeList"}', 1, 'page does not come from its Service at 10.96.7.8'],
	['<title>Headlamp</title>', 200, '{"kind":"NodeList"}', 1, 'shows the nodes to somebody without a token'],
	['<title>Headlamp</title>', 401, '{"kind":"Status"}', 1, 'does not show the nodes to the account reader'],
])('The page %j, %i without a token and %j with one is exit %i', (page, open, nodes, exit, words) => {
	const asked = runWithPrograms(
		{kubectl, curl: curl(page, open, nodes)},
		taskOf('headlamp-answers').check.ask(givenFor(labPlan, 'm1')),
	);
	expect(asked.output).toContain(words);
	expect(asked.output).not.toContain('secret-token');
	expect(asked.exit).toBe(exit);
});

test('The way in is the login that the plan has for the first control plane', () => {
	const plan: Plan = {...labPlan, ssh: {user: 'ops', port: 2222, jump: 'bastion.example', sudo: 'auto'}};
	const sheet = runWithPrograms(
		{kubectl, mkdir: 'true', tee: 'cat'},
		taskOf('headlamp-way-in').run(givenFor(plan, 'm1')),
	).output;
	expect(sheet).toContain('  ssh -p 2222 -J bastion.example -L 8080:10.96.7.8:80 ops@10.77.0.11\n');
	expect(sheet).toContain('create token reader --duration=8h');
});
