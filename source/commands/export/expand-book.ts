// Every script of a book for every host of a plan, as text: what is printed, exported and read before anything runs.
import type {Book, Capture, Given, Host, Script, Stage, Task} from '../../engine/declare.ts';
import type {Insertable} from '../../engine/script.ts';
import {hostsFor} from '../../engine/target.ts';
import {givenFor} from '../given-for.ts';
import {onTheHost, type Variant} from './on-the-host.ts';
import {kernels} from '../../../steps/kernel.ts';
import type {Plan} from '../../../steps/plan.ts';
import {assumedSystem, factOf, systems, type SystemName} from '../../../steps/system.ts';

/** A captured value and the host whose value is meant. */
export type Needed = {readonly name: string; readonly from: string};

/** A script for one host, with the captured values that it reads. */
export type Written = {readonly text: string; readonly needs: readonly Needed[]};

export type Step = {
	readonly stage: Stage;
	readonly task: Task;
	readonly host: Host;
	readonly check: Written;
	readonly run: Written;
	/** Left out: the check is asked again. */
	readonly verify?: Written;
	readonly undo?: Written;
	readonly captures: readonly {readonly name: string; readonly capture: Capture; readonly renew?: Written}[];
};

export type Stand = (needed: Needed) => Insertable;

/** Which task captures a value, and on which hosts. A later task that captures it anew takes its place. */
export type Source = {readonly task: Task; readonly hosts: readonly string[]; readonly capture: Capture};

const appliesTo = (task: Task, plan: Plan): readonly Host[] => {
	const {hosts} = givenFor(plan, '', () => '');
	return hostsFor(task.target, hosts).filter(({name}) => task.when?.(givenFor(plan, name, () => '')) ?? true);
};

export const sourcesOf = (book: Book, plan: Plan): ReadonlyMap<string, Source> =>
	new Map(
		book.stages
			.flatMap(stage => stage.tasks)
			.flatMap(task => {
				const hosts = appliesTo(task, plan).map(({name}) => name);
				return Object.entries(task.capture ?? {}).map(
					([name, capture]) => [name, {task, hosts, capture}] as const,
				);
			})
			.filter(([, {hosts}]) => hosts.length > 0),
	);

/** Which system the hosts are taken to have; `each` leaves that to the host: it has the scripts of all, and chooses. */
export type On = SystemName | 'each';

const namesOf = (on: On): readonly SystemName[] => (on === 'each' ? (Object.keys(systems) as SystemName[]) : [on]);

/** `stand` gives what stands in a script for a value that is not known before the book runs. */
export const expandBook = (book: Book, plan: Plan, stand: Stand, on: On = assumedSystem): readonly Step[] => {
	const sources = sourcesOf(book, plan);
	const write = (script: Script, host: Host): Written => {
		const needs = new Map<string, Needed>();
		const captured: Given['captured'] = (name, other) => {
			const hosts = sources.get(name)?.hosts ?? [];
			const from = other ?? (hosts.includes(host.name) ? host.name : (hosts[0] ?? host.name));
			needs.set(`${name}/${from}`, {name, from});
			return stand({name, from});
		};
		const variants = namesOf(on).map((system): Variant => {
			const facts: Readonly<Record<string, string>> = {
				system: factOf(systems[system]),
				kernel: kernels[system],
			};
			const fact: Given['fact'] = name => facts[name];
			return {system, text: script(givenFor(plan, host.name, captured, fact))};
		});
		return {text: onTheHost(variants), needs: [...needs.values()]};
	};
	const stepOf = (stage: Stage, task: Task, host: Host): Step => ({
		stage,
		task,
		host,
		check: write(task.check.ask, host),
		run: write(task.run, host),
		...(task.verify && {verify: write(task.verify.ask, host)}),
		...(task.undo !== 'nothing-to-undo' && {undo: write(task.undo, host)}),
		captures: Object.entries(task.capture ?? {}).map(([name, capture]) => ({
			name,
			capture,
			...(capture.renew && {renew: write(capture.renew, host)}),
		})),
	});
	return book.stages.flatMap(stage =>
		stage.tasks.flatMap(task => appliesTo(task, plan).map(host => stepOf(stage, task, host))),
	);
};

export type Group = {readonly hosts: readonly string[]; readonly step: Step};

const key = ({check, run, verify, undo}: Step): string =>
	JSON.stringify([check, run, verify, undo].map(part => part?.text));

/** The steps of one task, hosts with the very same scripts together. */
export const groupsOf = (steps: readonly Step[]): readonly Group[] =>
	[...Map.groupBy(steps, key).values()].map(alike => ({
		hosts: alike.map(({host}) => host.name),
		step: alike[0]!,
	}));

/** Steps in book order, task by task. */
export const byTask = (steps: readonly Step[]): readonly (readonly Step[])[] => [
	...Map.groupBy(steps, ({task}) => task.id).values(),
];
