import {expect, test} from 'vitest';
import {planAsScripts} from '../../../source/commands/export/script.ts';
import {books} from '../../../steps/books.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';
import {externalPlan, goldenPlans, labPlan, mirroredPlan} from '../../helpers/plans.ts';
import {unreadable} from '../../helpers/scripts.ts';
import {hasShellcheck, shellcheck} from '../../helpers/shellcheck.ts';

const install = books.find(({id}) => id === 'install')!;

const files = planAsScripts(exportBook('/srv'), exportPlan, 'en');

test('A host’s script says whose it is and how to run it', () => {
	expect(files['m2.sh']).toContain(
		'# m2 (control-plane, 10.77.0.12): book install of the plan demo, Kubernetes 1.36.',
	);
	expect(files['m2.sh']).toContain('#   bash m2.sh [--list] [--stage ID] [--task ID] [--from TASK] [--capture]');
});

test('No captured value is in a script: only the name of the variable is', () => {
	expect(files['m2.sh']).toContain(`printf '%s' "$KUBEWALK_JOIN_TOKEN" >/srv/m2/joined`);
	expect(Object.values(files).join('')).not.toContain('<join-token>');
});

test('A host’s script holds only what that host does', () => {
	expect(files['w1.sh']).not.toContain('join_control_plane');
	expect(files['m1.sh']).toContain('run_make_token()');
});

/** shellcheck needs seconds for a host's whole script: the first control plane has every kind of task. */
test.skipIf(!hasShellcheck).each([
	['lab', labPlan, 'm1.sh'],
	['mirrored', mirroredPlan, 'w1.sh'],
	['external', externalPlan, 'install.sh'],
] as const)(
	'shellcheck has nothing to say about what the real book becomes (%s)',
	(_, plan, file) => {
		expect(shellcheck(planAsScripts(install, plan, 'en')[file]!)).toBe('');
	},
	120_000,
);

test('bash reads what every golden plan becomes for each kind of host', () => {
	const texts = goldenPlans.flatMap(plan =>
		Object.entries(planAsScripts(install, plan, 'zh'))
			.filter(([name]) => ['m1.sh', 'm2.sh', 'w1.sh', 'install.sh'].includes(name))
			.map(([name, script]) => ({
				name: `${plan.name} ${name}`,
				script,
			})),
	);
	expect(texts.length).toBeGreaterThan(40);
	expect(unreadable(texts)).toEqual([]);
});

test('Every task of a host is a line at the end of its script', () => {
	const text = planAsScripts(install, labPlan, 'en')['w1.sh']!;
	const listed = [...text.matchAll(/^kubewalk_task (\S+) /gm)].map(([, id]) => id);
	expect(listed).toContain('join-worker');
	expect(listed).not.toContain('kubeadm-init');
	expect(new Set(listed).size).toBe(listed.length);
});
