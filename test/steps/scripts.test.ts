// Every script of every book, for every plan there is: what bash and shellcheck say, and what a careless value could do.
import {spawnSync} from 'node:child_process';
import {globSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {quote} from '../../source/engine/script.ts';
import type {Given, Stage, Task} from '../../source/engine/declare.ts';
import {books} from '../../steps/books.ts';
import type {Plan} from '../../steps/plan.ts';
import {complaints} from '../helpers/golden-scripts.ts';
import {joinValues} from '../helpers/harmless.ts';
import {planVariants} from '../helpers/plan-variants.ts';
import {factOf, systems, type SystemName} from '../../steps/system.ts';
import {versionOf} from '../../steps/versions.ts';
import {criDockerdPlan, evilName, evilPlan, givenFor, goldenPlans, labPlan} from '../helpers/plans.ts';
import {commandsOf, distinct, scriptsOf, tasksFor, type NamedScript} from '../helpers/scripts.ts';
import {hasShellcheck} from '../helpers/shellcheck.ts';

const stages: readonly Stage[] = books.flatMap(book => book.stages);

const renewsOf = (stage: Stage, given: Given): readonly NamedScript[] =>
	tasksFor(stage, given).flatMap(task =>
		Object.entries(task.capture ?? {}).flatMap(([name, {renew}]) =>
			renew ? [{name: `${task.id} renew ${name} on ${given.host.name}`, script: renew(given)}] : [],
		),
	);

/** What a script writes to be run later is a script as well. */
const writtenBy = ({name, script}: NamedScript): readonly NamedScript[] =>
	[...script.matchAll(/<<'(\w+)'\n([^]*?)\n\1$/gm)]
		.filter(([, , body]) => body!.startsWith('#!/bin/'))
		.map(([, , body]) => ({name: `${name}, file`, script: `${body!}\n`}));

const scriptsFor = (plans: readonly Plan[], hostsOf = (plan: Plan) => plan.hosts): readonly NamedScript[] => {
	const givens = plans.flatMap(plan => hostsOf(plan).map(({name}) => givenFor(plan, name, joinValues)));
	const own = distinct(
		stages.flatMap(stage => givens.flatMap(given => [...scriptsOf(stage, given), ...renewsOf(stage, given)])),
	);
	return distinct([...own, ...own.flatMap(writtenBy)]);
};

const all = scriptsFor(planVariants);

/** Runs a line of bash for each script, in one process; `$1` is the script's file. Answers by name. */
const forEach = (
	scripts: readonly NamedScript[],
	line: string,
): readonly {readonly name: string; readonly said: string}[] => {
	const folder = mkdtempSync(join(tmpdir(), 'kubewalk-scripts-'));
	try {
		const paths = scripts.map(({script}, index) => {
			const path = join(folder, String(index));
			writeFileSync(path, script);
			return path;
		});
		const loop = `for path in "$@"; do ( set -- "$path"; ${line} ) 2>&1; printf '\\0'; done`;
		const {stdout} = spawnSync('bash', ['-c', loop, 'bash', ...paths], {encoding: 'utf8', maxBuffer: 64_000_000});
		const said = stdout.split('\0');
		return scripts.map(({name}, index) => ({name, said: said[index] ?? 'not looked at'}));
	} finally {
		rmSync(folder, {recursive: true});
	}
};

describe('the scripts of all books', () => {
	it('are many, and bash can read every one of them', () => {
		expect(all.length).toBeGreaterThan(500);
		expect(forEach(all, 'bash -n "$1"').filter(({said}) => said !== '')).toEqual([]);
	});

	it('are for plans with a package source: their own wherever pkgs.k8s.io has none', () => {
		const without = planVariants.filter(
			({kubernetes, mirrors}) =>
				versionOf(kubernetes.version).packages === 'own' && mirrors.packages === undefined,
		);
		expect(without.map(({name}) => name)).toEqual([]);
	});

	it('are looked at stage by stage as well: no stage lacks its test of the rules', async () => {
		const tests = globSync('test/steps/*.test.ts').map(file => readFileSync(file, 'utf8'));
		const paths = tests
			.filter(text => text.includes('keepsTheRules('))
			.flatMap(text => [...text.matchAll(/from '(..\/..\/steps\/[\w-]+\.ts)'/g)].map(([, path]) => path!));
		const modules: readonly Readonly<Record<string, unknown>>[] = await Promise.all(
			paths.map(path => import(path)),
		);
		const held = new Set(modules.flatMap(Object.values).flatMap(value => value?.stages ?? [value]));
		expect(stages.filter(stage => !held.has(stage)).map(({id}) => id)).toEqual([]);
	});

	it.skipIf(!hasShellcheck)('are as good for every other system (skipped where there is no shellcheck)', () => {
		const usual = new Set(all.map(({script}) => script));
		const others = (Object.keys(systems) as SystemName[]).flatMap(name =>
			[labPlan, criDockerdPlan].flatMap(plan => {
				const given = givenFor(plan, 'm1', joinValues, {system: factOf(systems[name])});
				return stages.flatMap(stage => scriptsOf(stage, given));
			}),
		);
		const rest = distinct(others).filter(({script}) => !usual.has(script));
		expect(rest.length).toBeGreaterThan(20);
		expect(complaints(rest)).toEqual([]);
	});

	// The golden plans' own are looked at stage by stage.
	it.skipIf(!hasShellcheck)('leave shellcheck with nothing to say (skipped where it is not installed)', () => {
		const before = new Set(scriptsFor(goldenPlans).map(({script}) => script));
		const rest = all.filter(({name, script}) => !before.has(script) || /renew|, file/.test(name));
		expect(rest.length).toBeGreaterThan(50);
		expect(complaints(rest)).toEqual([]);
	});
});

const renamed = (name: string): Plan =>
	JSON.parse(
		JSON.stringify(evilPlan).replaceAll(JSON.stringify(evilName).slice(1, -1), JSON.stringify(name).slice(1, -1)),
	) as Plan;

/** On the first control plane, on a worker, and on the host whose name it is. */
const evilScripts = (name: string): readonly NamedScript[] => {
	const plan = renamed(name);
	return [
		...scriptsFor([plan], ({hosts}) => hosts.filter(host => [name, 'm1', 'w1'].includes(host.name))),
		// First in the plan it is the one that initialises.
		...scriptsFor([{...plan, hosts: plan.hosts.toReversed()}], ({hosts}) =>
			hosts.filter(host => host.name === name),
		),
	];
};

/** How bash itself understands a script: one command a line, and nothing is run. */
const understood = 'text=$(cat "$1"); eval "script() {\n$text\n}" && declare -f script';

const touches = (scripts: readonly NamedScript[]): readonly string[] =>
	forEach(scripts, understood)
		.filter(({said}) => !said.startsWith('script ()') || /^\s*touch \/tmp\/x\b/m.test(said))
		.map(({name}) => name);

const touchesOf = (script: string): readonly string[] => touches([{name: 'it', script}]);

const isTouched = ({script}: {readonly script: string}): boolean => commandsOf(script).includes('touch');

describe('a host named like a command', () => {
	it('is noticed when a script forgets to quote', () => {
		expect(touchesOf(`ping ${evilName}`)).toEqual(['it']);
		expect(touchesOf(`if true; then echo 'on ${evilName}\nfi`)).toEqual(['it']);
		expect(touchesOf(`ping ${quote(evilName)}`)).toEqual([]);
	});

	it('stays a name, as bash reads it', () => {
		const scripts = evilScripts(evilName);
		expect(scripts.filter(({script}) => script.includes('touch /tmp/x')).length).toBeGreaterThan(50);
		expect(touches(scripts)).toEqual([]);
	});

	it.each([
		['$(touch /tmp/x)', 'echo "on $(touch /tmp/x)"'],
		['`touch /tmp/x`', 'echo "on `touch /tmp/x`"'],
		['"; touch /tmp/x; "', 'echo "on "; touch /tmp/x; ""'],
		['a\ntouch /tmp/x', 'ping a\ntouch /tmp/x'],
	])('stays a name when it is %j', (name, careless) => {
		expect(isTouched({script: careless})).toBe(true);
		const scripts = evilScripts(name);
		expect(scripts.filter(({script}) => script.includes('touch /tmp/x')).length).toBeGreaterThan(50);
		expect(scripts.filter(isTouched).map(({name}) => name)).toEqual([]);
	});
});

const everyGiven = planVariants.flatMap(plan => plan.hosts.map(({name}) => givenFor(plan, name, joinValues)));

describe.each(books.map(book => [book.id, book] as const))('the book %s', (_, book) => {
	const tasks: readonly Task[] = book.stages.flatMap(stage => stage.tasks);

	it('has ids that are unique and kebab-case, for stages and for tasks', () => {
		for (const ids of [book.stages.map(({id}) => id), tasks.map(({id}) => id)]) {
			expect(ids.filter(id => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
			expect(new Set(ids).size).toBe(ids.length);
		}
	});

	it('has words in both languages for all that is shown', () => {
		const shown = [
			book.title,
			...(book.warning ? [book.warning] : []),
			...[...book.stages, ...tasks].flatMap(({title, why}) => [title, why]),
			...tasks.flatMap(({waitingFor}) => waitingFor ?? []),
		];
		expect(
			shown.filter(({en, zh}) => !/^[^\p{Script=Han}]*[a-z]/iu.test(en) || !/\p{Script=Han}/u.test(zh)),
		).toEqual([]);
	});

	it('reads only values that an earlier task captures', () => {
		const strays: string[] = [];
		const known = new Set<string>();
		for (const task of tasks) {
			for (const given of everyGiven) {
				const captured = (name: string) => {
					if (!known.has(name)) strays.push(`${task.id} reads ${name}`);
					return 'value';
				};
				const stage = {...book.stages[0]!, tasks: [task]};
				scriptsOf(stage, {...given, captured});
			}
			for (const name of Object.keys(task.capture ?? {})) known.add(name);
		}
		expect([...new Set(strays)]).toEqual([]);
	});

	it('captures values on one host only, so that there is one value to a name', () => {
		const capturing = tasks.filter(({capture}) => capture);
		expect(capturing.filter(({target}) => target !== 'first-control-plane').map(({id}) => id)).toEqual([]);
	});

	it('has no task that no plan ever needs', () => {
		const needed = new Set(
			book.stages.flatMap(stage => everyGiven.flatMap(given => tasksFor(stage, given).map(({id}) => id))),
		);
		expect(tasks.filter(({id}) => !needed.has(id)).map(({id}) => id)).toEqual([]);
	});

	it('destroys nothing unless it warns before', () => {
		const destroying = tasks.filter(({risk}) => risk === 'destructive').map(({id}) => id);
		expect(destroying.length > 0).toBe(book.id === 'reset');
		// The drill destroys nothing, and reboots a host.
		expect(book.warning !== undefined).toBe(book.id === 'reset' || book.id === 'drill');
	});

	it('leaves the records of jobs alone, in which it would look for its own end', () => {
		const removes = /^\s*rm .*\/var\/lib\/kubewalk(?:\/?|\/jobs\S*)(?:\s|$)/m;
		expect(removes.test('rm -rf /etc/kubernetes/kubewalk /var/lib/kubewalk')).toBe(true);
		const scripts = book.stages.flatMap(stage => everyGiven.flatMap(given => scriptsOf(stage, given)));
		expect(distinct(scripts.filter(({script}) => removes.test(script))).map(({name}) => name)).toEqual([]);
	});

	it('takes control planes one by one where more than one at once would lose the quorum', () => {
		const risky = tasks.filter(
			({risk, target}) => ['disruptive', 'destructive'].includes(risk) && target === 'other-control-planes',
		);
		expect(risky.filter(({pace}) => pace !== 'one-by-one').map(({id}) => id)).toEqual([]);
	});
});
