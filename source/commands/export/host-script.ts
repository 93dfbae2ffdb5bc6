// The script of one host: its tasks as functions, runnable by hand without kubewalk.
import {quote} from '../../engine/script.ts';
import type {Language} from '../../texts/texts.ts';
import type {Plan} from '../../../steps/plan.ts';
import type {Needed, Source, Step, Written} from './expand-book.ts';
import {harness} from './host-harness.ts';
import {plainQuotes} from './plain-quotes.ts';
import {variableOf} from './variables.ts';

type Sources = ReadonlyMap<string, Source>;

export type HostScript = {
	readonly host: string;
	/** This host's steps in the order of the book. */
	readonly steps: readonly Step[];
	readonly sources: Sources;
	/** Captured values that somebody reads. */
	readonly wanted: ReadonlySet<string>;
};

const functionName = (task: string): string => task.replaceAll('-', '_');

/** A function in a shell of its own: what a script sets or where it goes stays inside. */
const defined = (name: string, strict: boolean, needs: readonly string[], text: string): string =>
	[`${name}() (`, ...(strict ? ['set -euo pipefail'] : ['set +u']), ...needs, text, ')'].join('\n');

const need = (needed: Needed, sources: Sources): string =>
	`kubewalk_need ${variableOf(needed, sources)} ${quote(needed.name)} ${quote(needed.from)}`;

/** A check that needs a value which is not there cannot say yes. */
const has = (needed: Needed, sources: Sources): string => `kubewalk_has ${variableOf(needed, sources)} || exit 1`;

const question = (name: string, {needs, text}: Written, sources: Sources, ask: typeof need): string =>
	defined(
		name,
		false,
		needs.map(needed => ask(needed, sources)),
		text,
	);

const job = (name: string, {needs, text}: Written, sources: Sources): string =>
	defined(
		name,
		true,
		needs.map(needed => need(needed, sources)),
		text,
	);

const kept = ({step, wanted}: {readonly step: Step; readonly wanted: ReadonlySet<string>}) =>
	step.captures.filter(({name}) => wanted.has(name));

const captureFunctions = (step: Step, {sources, wanted}: HostScript): readonly string[] => {
	const captures = kept({step, wanted});
	if (captures.length === 0) return [];
	const own = captures.map(({name, capture, renew}) => {
		const variable = variableOf({name, from: step.host.name}, sources);
		const renewal = `renew_${functionName(step.task.id)}_${functionName(name)}`;
		// What only the output of the task can tell has to be carried over by whoever reads that output.
		const script: Written = renew ?? {text: 'exit 1', needs: []};
		return {
			definition: job(renewal, script, sources),
			line: `if [ "$1" = all ] || ! kubewalk_has ${variable}; then kubewalk_capture ${variable} ${quote(name)} ${capture.lasts ?? 0} ${renewal}; fi`,
		};
	});
	const all = [`captures_${functionName(step.task.id)}() {`, ...own.map(({line}) => `\t${line}`), '}'].join('\n');
	return [...own.map(({definition}) => definition), all];
};

const functionsOf = (step: Step, script: HostScript, language: Language): string => {
	const {sources} = script;
	const name = functionName(step.task.id);
	const {check, run, verify} = step;
	return [
		`# ${plainQuotes(step.task.title[language])}`,
		question(`check_${name}`, check, sources, has),
		job(`run_${name}`, run, sources),
		...(verify ? [question(`verify_${name}`, verify, sources, need)] : []),
		...captureFunctions(step, script),
	].join('\n');
};

const allCaptures = (script: HostScript): string => {
	const names = script.steps.filter(step => kept({step, wanted: script.wanted}).length > 0);
	const lines = names.map(({task}) => `\tcaptures_${functionName(task.id)} "$1"`);
	return ['kubewalk_captures() { # all, or only what is missing', ...(lines.length > 0 ? lines : ['\t:']), '}'].join(
		'\n',
	);
};

const order = (steps: readonly Step[], language: Language): string =>
	[...Map.groupBy(steps, ({stage}) => stage)]
		.flatMap(([stage, ofStage]) => [
			`kubewalk_stage='${stage.id}'`,
			...ofStage.map(({task}) => {
				const within = (task.verify ?? task.check).within ?? 0;
				return `kubewalk_task ${task.id} ${quote(plainQuotes(task.title[language]))} ${within} ${task.retries ?? 0}`;
			}),
		])
		.join('\n');

export const hostScript = (script: HostScript, plan: Plan, book: string, language: Language): string => {
	const {host, steps} = script;
	const known = plan.hosts.find(({name}) => name === host);
	const head = [
		'#!/usr/bin/env bash',
		'# shellcheck disable=SC2030,SC2031,SC2317,SC2329 # functions have shells of their own, and are called by names put together from the task',
		`# ${host}${known ? ` (${known.role}, ${known.address})` : ''}: book ${book} of the plan ${plan.name}, Kubernetes ${plan.kubernetes.version}.`,
		'# Looks first, changes only what is not so, looks again; so it can be run as often as one likes:',
		`#   bash ${host}.sh [--list] [--stage ID] [--task ID] [--from TASK] [--capture]`,
		'# Values that one host makes and others need (join tokens) are in captured.env beside this script. They are secret.',
		`kubewalk_host=${quote(host)}`,
		`kubewalk_root=${known ? 'yes' : "''"}`,
	].join('\n');
	const functions = steps.map(step => functionsOf(step, script, language));
	const walk = `kubewalk_begin "$@"\n${order(steps, language)}\nkubewalk_end`;
	return `${[head, harness, ...functions, allCaptures(script), walk].join('\n\n')}\n`;
};
