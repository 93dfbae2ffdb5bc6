// A small book whose tasks write files, each host below a folder of its own: what is exported of it can really be run.
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Book, Script, Task} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import type {Plan} from '../../steps/plan.ts';
import {labPlan} from './plans.ts';

const say = (text: string) => ({en: text, zh: `${text}（中）`});

/** Three control planes and one worker that is not reached as root. */
export const exportPlan: Plan = {
	...labPlan,
	name: 'demo',
	ssh: {user: 'root', port: 22, identity: '~/.ssh/my key', jump: 'bastion', sudo: 'auto'},
	hosts: [...labPlan.hosts.slice(0, 3), {...labPlan.hosts[3]!, ssh: {user: 'ops', port: 2222}}],
};

export const exportBook = (root: string): Book => {
	const at =
		(name: string): Script =>
		({host}) =>
			`${root}/${host.name}/${name}`;
	const task = (id: string, title: string, more: Pick<Task, 'target' | 'check' | 'run'> & Partial<Task>): Task => ({
		id,
		title: say(title),
		why: say(`Why ${id}.`),
		risk: 'changes',
		undo: 'nothing-to-undo',
		...more,
	});
	const joining: Pick<Task, 'check' | 'run'> = {
		check: {ask: given => sh`[ -e ${at('joined')(given)} ]`},
		run: given => sh`printf '%s' ${given.captured('join-token')} >${at('joined')(given)}`,
	};
	return {
		id: 'install',
		title: say('Install'),
		spare: 'workers',
		stages: [
			{
				id: 'names',
				title: say('Names'),
				why: say('Why names.'),
				tasks: [
					task('set-name', 'Set the host’s name', {
						target: 'every-host',
						check: {ask: given => sh`[ "$(cat ${at('name')(given)} 2>/dev/null)" = ${given.host.name} ]`},
						run: given => sh`
							mkdir -p ${at('')(given)}
							echo ${given.host.name} >${at('name')(given)}
						`,
						undo: given => sh`rm -f ${at('name')(given)}`,
					}),
					task('same-everywhere', 'Do the same everywhere', {
						target: 'every-host',
						risk: 'safe',
						check: {ask: () => sh`true`},
						run: () => sh`echo ${'```'}`,
					}),
				],
			},
			{
				id: 'initialise',
				title: say('Initialise'),
				why: say('Why initialise.'),
				tasks: [
					task('make-token', 'Make a token', {
						target: 'first-control-plane',
						check: {ask: given => sh`[ -s ${at('token')(given)} ]`},
						run: given => sh`echo "it's \$secret" >${at('token')(given)}`,
						capture: {
							'join-token': {
								parse: output => output,
								renew: given => sh`cat ${at('token')(given)}`,
								lasts: 3600,
								secret: true,
							},
							'nobody-reads-it': {parse: output => output},
						},
					}),
				],
			},
			{
				id: 'join',
				title: say('Join'),
				why: say('Why join.'),
				tasks: [
					task('join-control-plane', 'Join the control plane', {
						target: 'other-control-planes',
						pace: 'one-by-one',
						...joining,
						verify: {
							ask: given => sh`[ "$(cat ${at('joined')(given)})" = ${given.captured('join-token')} ]`,
							within: 5,
						},
					}),
					task('join-worker', 'Join the worker', {target: 'workers', ...joining}),
					task('write-down', 'Write it down', {
						target: 'operator',
						check: {ask: () => sh`[ -e ${`${root}/report`} ]`},
						run: () => sh`touch ${`${root}/report`}`,
					}),
				],
			},
		],
	};
};

/** A folder with programs that stand in for the ones that would leave the machine or need root. */
export const standIns = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'kubewalk-bin-'));
	const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, {mode: 0o755});
	// Runs what ssh would run over there, here; an address listed in $AWAY does not answer. Notes whom it was asked for.
	write(
		'ssh',
		`#!/bin/bash
while [[ $1 == -* ]]; do shift 2; done
target=$1; shift
echo "$target" >>"$CALLS"
case " $AWAY " in *" \${target#*@} "*) echo "ssh: connect to host: No route to host" >&2; exit 255 ;; esac
export KUBEWALK_FOLDER=$THERE
exec sh -c "$*"
`,
	);
	write('sudo', '#!/bin/bash\n[ "$1" = -n ] && shift\nexec "$@"\n');
	write('id', '#!/bin/sh\necho 0\n');
	return folder;
};
