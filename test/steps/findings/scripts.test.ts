// Every script of every question and remedy: what bash and shellcheck say, and what a careless value could do.
import {spawnSync} from 'node:child_process';
import {expect, it} from 'vitest';
import type {Given, Remedy} from '../../../source/engine/declare.ts';
import {quote} from '../../../source/engine/script.ts';
import {hostsFor} from '../../../source/engine/target.ts';
import {findings, questions} from '../../../steps/findings/all.ts';
import type {Plan} from '../../../steps/plan.ts';
import {complaints} from '../../helpers/golden-scripts.ts';
import {evilPlan, givenFor, kubeVipPlan, labPlan} from '../../helpers/plans.ts';
import {commandsOf, distinct, type NamedScript} from '../../helpers/scripts.ts';
import {hasShellcheck} from '../../helpers/shellcheck.ts';

const captured = (value: string) => (): string => value;

/** One host of each role, the first of them, and whoever has a name of his own. */
const givens = (value: string, ...plans: readonly Plan[]): readonly Given[] =>
	plans.flatMap(plan =>
		plan.hosts
			.filter(({name}) => !/^(?:m[23]|w2)$/.test(name))
			.map(({name}) => ({...givenFor(plan, name), captured: captured(value)})),
	);

const isFor = ({host, hosts}: Given, target: Remedy['target']): boolean =>
	hostsFor(target, hosts).some(({name}) => name === host.name);

const scriptsOf = (given: Given): readonly NamedScript[] => [
	...questions
		.filter(({target}) => isFor(given, target))
		.map(({id, ask}) => ({name: `question ${id} on ${given.host.name}`, script: ask(given)})),
	...findings.flatMap(finding =>
		finding.remedies
			.filter(({target}) => isFor(given, target))
			.flatMap(({id, check, run, verify, undo}) => {
				const name = (part: string): string => `${finding.id} ${id} ${part} on ${given.host.name}`;
				return [
					{name: name('check'), script: check.ask(given)},
					{name: name('run'), script: run(given)},
					...(verify ? [{name: name('verify'), script: verify.ask(given)}] : []),
					...(undo === 'nothing-to-undo' ? [] : [{name: name('undo'), script: undo(given)}]),
				];
			}),
	),
];

/** What bash says of those it cannot read: one process for all, because starting one costs more than reading. */
const unread = (scripts: readonly NamedScript[]): string => {
	const each = scripts.map(({name, script}) => quote(`: ${quote(name)}\n${script}`)).join(' ');
	const loop = `for script in ${each}; do bash -n <<<"$script" || head -n 1 <<<"$script"; done 2>&1`;
	return spawnSync('bash', ['-s'], {input: loop, encoding: 'utf8'}).stdout;
};

const all = distinct(givens('web', labPlan, kubeVipPlan).flatMap(scriptsOf));

it('Bash can read every script of a question or a remedy', () => {
	expect(all.length).toBeGreaterThan(400);
	expect(unread(all)).toEqual('');
});

it.skipIf(!hasShellcheck)('Shellcheck has nothing to say about them (skipped where it is not installed)', () => {
	expect(complaints(all)).toEqual([]);
});

const taskOf = ({name}: NamedScript): string => name.replace(/ on .*/s, '');

it('A value from the evidence, or a host, that is named like a command stays a name', () => {
	const evil = distinct(givens('x"; touch /tmp/x; $(touch /tmp/x) `touch /tmp/x`', evilPlan).flatMap(scriptsOf));

	const touching = new Set(all.filter(({script}) => commandsOf(script).includes('touch')).map(taskOf));
	const suspects = evil.filter(named => named.script.includes('touch /tmp/x') && !touching.has(taskOf(named)));

	expect(suspects.length).toBeGreaterThan(20);
	expect(suspects.filter(({script}) => commandsOf(script).includes('touch')).map(({name}) => name)).toEqual([]);
});

it('None of them ends a pipe with `grep -q`, which under pipefail fails when it has found what it looked for early', () => {
	expect(all.filter(({script}) => /[^|]\|\s*grep -\w*q/.test(script)).map(({name}) => name)).toEqual([]);
});
