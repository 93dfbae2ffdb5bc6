// What every script of the book must stand: bash reads it, shellcheck has nothing to say, values stay values.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parse} from 'just-bash';
import type {Given, Script, Stage, Target, Task} from '../../source/engine/declare.ts';

export type NamedScript = {readonly name: string; readonly script: string};

const isFor = (target: Target, given: Given): boolean => {
	const {host, hosts} = given;
	const first = hosts.find(other => other.role === 'control-plane');
	switch (target) {
		case 'every-host':
			return true;
		case 'control-planes':
			return host.role === 'control-plane';
		case 'first-control-plane':
			return host.name === first?.name;
		case 'other-control-planes':
			return host.role === 'control-plane' && host.name !== first?.name;
		case 'workers':
			return host.role === 'worker';
		case 'operator':
			return false;
	}
};

/** The tasks of a stage that are for this host. */
export const tasksFor = (stage: Stage, given: Given): readonly Task[] =>
	stage.tasks.filter(task => isFor(task.target, given) && (task.when?.(given) ?? true));

export const scriptsOf = (stage: Stage, given: Given): readonly NamedScript[] =>
	tasksFor(stage, given).flatMap(task => {
		const name = (part: string): string => `${task.id} ${part} on ${given.host.name}`;
		return [
			{name: name('check'), script: task.check.ask(given)},
			{name: name('run'), script: task.run(given)},
			...(task.verify === undefined ? [] : [{name: name('verify'), script: task.verify.ask(given)}]),
			...(task.undo === 'nothing-to-undo' ? [] : [{name: name('undo'), script: task.undo(given)}]),
		];
	});

/** What bash says about scripts that it cannot read, by name; empty when it can read all of them. */
export const unreadable = (scripts: readonly NamedScript[]): readonly string[] =>
	scripts.flatMap(({name, script}) => {
		const {status, stderr} = spawnSync('bash', ['-n'], {input: script, encoding: 'utf8'});
		return status === 0 ? [] : [`${name}: ${stderr}\n${script}`];
	});

/** Each different script once: a text that is the same on every host needs one look. */
export const distinct = (scripts: readonly NamedScript[]): readonly NamedScript[] => [
	...new Map(scripts.map(named => [named.script, named])).values(),
];

const isTree = (node: unknown): node is Readonly<Record<string, unknown>> => typeof node === 'object' && node !== null;

const commandsIn = (node: unknown): readonly string[] => {
	if (!isTree(node)) return [];
	const {type, name} = node;
	const own =
		type === 'SimpleCommand' && isTree(name) && Array.isArray(name.parts)
			? [
					name.parts
						.map((part: unknown) => (isTree(part) && typeof part.value === 'string' ? part.value : ''))
						.join(''),
				]
			: [];
	return [...own, ...Object.values(node).flatMap(commandsIn)];
};

/** The commands that bash would run, wherever in the script they stand; words that are quoted are none. */
export const commandsOf = (script: string): readonly string[] => [...new Set(commandsIn(parse(script)))];

/** Runs a script in an empty folder, for scripts that only ask or that touch nothing outside of it. */
export const runHere = (script: string): {readonly exit: number; readonly output: string} => {
	const folder = mkdtempSync(join(tmpdir(), 'kubewalk-script-'));
	try {
		const {status, stdout, stderr} = spawnSync('bash', ['-c', script], {cwd: folder, encoding: 'utf8'});
		return {exit: status ?? 1, output: stdout + stderr};
	} finally {
		rmSync(folder, {recursive: true});
	}
};

/** The task's undo; a task that has none is a mistake of the test. */
export const undoOf = (task: Task): Script => {
	if (task.undo === 'nothing-to-undo') throw new Error(`The task ${task.id} has nothing to undo.`);
	return task.undo;
};
