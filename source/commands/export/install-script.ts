// install.sh: the whole book over plain ssh, task by task as kubewalk would, from any machine that has bash and ssh.
import {quote} from '../../engine/script.ts';
import {operator} from '../../engine/target.ts';
import type {Book} from '../../engine/declare.ts';
import {hostsFor} from '../../engine/target.ts';
import type {Language} from '../../texts/texts.ts';
import type {Plan, PlanHost, Ssh, Way} from '../../../steps/plan.ts';
import {byTask, type Step} from './expand-book.ts';
import {installHarness} from './install-harness.ts';
import {plainQuotes} from './plain-quotes.ts';

/** `~` is the home of whoever runs the script. */
const file = (path: string): string => (path.startsWith('~/') ? `"$HOME"/${quote(path.slice(2))}` : quote(path));

/** A host's own, over the plan's. */
export const sshOf = (plan: Plan, host: PlanHost): Ssh => ({...plan.ssh, ...host.ssh});

export const usesSudo = ({user, sudo}: Ssh): boolean => sudo === 'always' || (sudo === 'auto' && user !== 'root');

/** What runs a command line on the host, which `"$*"` is, as ssh would. */
const byOtherWay = (name: string, way: Way): string => {
	switch (way.kind) {
		case 'container':
			return `${way.engine} exec -i --user 0 ${way.container} sh -c "$*"`;
		case 'local':
			return 'sh -c "$*"';
		case 'by-hand':
			return `printf '%s\\n' ${quote(`${name} is reached by hand: carry ${name}.sh there and run it as root.`)} >&2; return 255`;
	}
};

const reach = (plan: Plan, host: PlanHost): string => {
	if (host.way) return `\t\t${host.name}) ${byOtherWay(host.name, host.way)} ;;`;
	const {user, port, identity, jump} = sshOf(plan, host);
	const words = [
		'ssh "${ssh_options[@]}"',
		...(port === 22 ? [] : [`-p ${port}`]),
		...(identity === undefined ? [] : [`-i ${file(identity)}`]),
		...(jump === undefined ? [] : [`-J ${quote(jump)}`]),
		`${quote(`${user}@${host.address}`)} "$@"`,
	];
	return `\t\t${host.name}) ${words.join(' ')} ;;`;
};

const cases = (plan: Plan): string => {
	const sudo = plan.hosts.filter(host => !host.way && usesSudo(sshOf(plan, host))).map(({name}) => name);
	const local = plan.hosts.filter(({way}) => way?.kind === 'local').map(({name}) => name);
	return [
		'# shellcheck disable=SC2029 # what runs there is put together here, on purpose',
		'reach() { # host, then what ssh runs there',
		'\tlocal host=$1',
		'\tshift',
		'\tcase $host in',
		...plan.hosts.map(host => reach(plan, host)),
		'\tesac',
		'}',
		'',
		'sudo_on() { # host: what makes root of the user there',
		'\tcase $1 in',
		...(sudo.length > 0 ? [`\t\t${sudo.join(' | ')}) printf 'sudo -n ' ;;`] : []),
		...local.map(name => `\t\t${name}) [ "$(id -u)" = 0 ] || printf 'sudo -n ' ;;`),
		'\t\t*) ;;',
		'\tesac',
		'}',
	].join('\n');
};

type Line = {readonly stage: string; readonly text: string};

const lineOf = (steps: readonly Step[], wanted: ReadonlySet<string>): Line => {
	const {task, stage} = steps[0]!;
	const hosts = steps.map(({host}) => host.name);
	const needs = steps.some(({check, run, verify}) =>
		[check, run, verify].some(part => (part?.needs.length ?? 0) > 0),
	);
	const captures = Object.keys(task.capture ?? {}).some(name => wanted.has(name));
	const carry = `${needs ? 'n' : '-'}${captures ? 'c' : '-'}`;
	return {
		stage: stage.id,
		text: `task ${task.id} ${carry} ${task.pace ?? 'together'} ${hosts.join(' ')}`,
	};
};

export const installScript = (
	book: Book,
	plan: Plan,
	steps: readonly Step[],
	wanted: ReadonlySet<string>,
	language: Language,
): string => {
	const hosts = [...new Set(steps.map(({host}) => host.name))];
	const capturing = [
		...new Set(
			steps.filter(({captures}) => captures.some(({name}) => wanted.has(name))).map(({host}) => host.name),
		),
	];
	const spare = book.spare === undefined ? [] : hostsFor(book.spare, plan.hosts).map(({name}) => name);
	const lines = byTask(steps).map(alike => lineOf(alike, wanted));
	const order = [...Map.groupBy(lines, ({stage}) => stage)].flatMap(([stage, ofStage]) => [
		'',
		`stage ${stage} ${quote(plainQuotes(book.stages.find(({id}) => id === stage)!.title[language]))}`,
		...ofStage.map(({text}) => text),
	]);
	const remote = hosts.filter(name => name !== operator.name);
	return `${[
		[
			'#!/usr/bin/env bash',
			`# The book ${book.id} of the plan ${plan.name} over plain ssh, without kubewalk: bash install.sh [--from TASK]`,
			'# Each task on its hosts in the order of the book; what is so already is left alone, so it can be run again.',
			'# Users other than root need sudo without a password. Host keys are asked about and kept by ssh as always.',
			`remote_hosts=(${remote.join(' ')})`,
			`capturing_hosts=(${capturing.join(' ')})`,
			`spare_hosts=' ${spare.join(' ')} '`,
		].join('\n'),
		cases(plan),
		installHarness,
		`begin "$@"\n${order.join('\n')}\n\nend`,
	].join('\n\n')}\n`;
};
