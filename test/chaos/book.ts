// A book like an install: thirty tasks that change hosts, each of which writes down every time that it runs.
import type {Book, Script, Target, Task, Text} from '../../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../../source/engine/script.ts';

/** What the tasks make. It is the same after every run of the book, however often that was disturbed. */
export const made = '/srv/chaos';
/** One file per task; one line per execution: the id of the job. */
export const runs = '/srv/runs';

/** Lines that a task of the kind `prints` prints. */
export const printedLines = (id: string, count: number): string =>
	Array.from({length: count}, (_, index) => `${id} line ${index + 1}\n`).join('');

/** How long the tasks take, against what is written here; the tests of every day are in a hurry. */
const haste = Number(process.env['CHAOS_HASTE'] ?? 1);

const say = (text: string): Text => ({en: text, zh: text});

/** The wrapper keeps a job's script in a directory that is named after the job. */
const count = (id: string): Fragment => {
	const job = fragment('"${0%/*}"');
	return fragment(sh`mkdir -p ${runs} ${made}; basename ${job} >> ${runs}/${id}`);
};

type Form = Pick<Task, 'check' | 'run' | 'capture'>;

const isThere =
	(id: string): Script =>
	() =>
		sh`[ -s ${made}/${id} ]`;

/** The change comes in the middle, so that a power cut can hit before and after it. */
const around = (id: string, seconds: number, change: Fragment): Script => {
	const half = String((seconds / 2) * haste);
	return () => sh`
		${count(id)}
		sleep ${half}
		${change}
		sleep ${half}
	`;
};

const writes = (id: string, seconds: number): Form => ({
	check: {ask: isThere(id)},
	run: around(id, seconds, fragment(sh`hostname > ${made}/${id}.new; mv ${made}/${id}.new ${made}/${id}`)),
});

const appends = (id: string, seconds: number): Form => ({
	check: {ask: () => sh`grep -qx ${id} ${made}/log`},
	run: around(id, seconds, fragment(sh`echo ${id} >> ${made}/log; echo ${id} is in the log`)),
});

const prints = (id: string, seconds: number, lines = 200): Form => ({
	check: {ask: isThere(id)},
	run: () => sh`
		${count(id)}
		for part in 0 1 2 3; do
			for line in $(seq $((part * ${lines} / 4 + 1)) $(((part + 1) * ${lines} / 4))); do echo ${id} line "$line"; done
			sleep ${String((seconds / 4) * haste)}
		done
		echo ready > ${made}/${id}
	`,
});

const valueFile = (id: string): string => `/srv/values/${id}`;

const gives = (id: string, seconds: number, secret?: true): Form => ({
	check: {ask: () => sh`[ -s ${valueFile(id)} ]`},
	run: () => sh`
		${count(id)}
		mkdir -p /srv/values
		sleep ${String((seconds / 2) * haste)}
		echo ${id} "$(hostname)" | sha256sum | cut -c -32 > ${valueFile(id)}.new
		echo Take good care of it:
		echo value: "$(cat ${valueFile(id)}.new)"
		mv ${valueFile(id)}.new ${valueFile(id)}
		sleep ${String((seconds / 2) * haste)}
	`,
	capture: {
		[id]: {
			parse: output => /^value: ([\da-f]{32})$/m.exec(output)?.[1],
			renew: () => sh`cat ${valueFile(id)}`,
			...(secret && {secret}),
		},
	},
});

const takes = (id: string, seconds: number, value: string): Form => ({
	check: {ask: isThere(id)},
	run: given => {
		const text = given.captured(value);
		return around(id, seconds, fragment(sh`printf '%s\n' ${text} > ${made}/${id}`))(given);
	},
});

const task = (id: string, target: Target, form: Form, pace?: 'one-by-one'): Task => ({
	id,
	title: say(id),
	why: say('It can go wrong.'),
	target,
	risk: 'changes',
	undo: 'nothing-to-undo',
	timeout: 60,
	...form,
	...(pace && {pace}),
});

const every = (id: string, form: Form): Task => task(id, 'every-host', form);
const first = (id: string, form: Form): Task => task(id, 'first-control-plane', form);
const inTurn = (id: string, target: Target, form: Form): Task => task(id, target, form, 'one-by-one');

const stages: readonly (readonly [id: string, tasks: readonly Task[]])[] = [
	[
		'prepare',
		[
			every('names', writes('names', 0.1)),
			every('swap', appends('swap', 0.2)),
			every('modules', appends('modules', 0.3)),
			every('sysctl', writes('sysctl', 0.1)),
			every('clock', appends('clock', 0.6)),
			every('firewall', writes('firewall', 0.4)),
		],
	],
	[
		'packages',
		[
			every('update', prints('update', 1)),
			every('runtime', prints('runtime', 2, 400)),
			every('runtime-config', writes('runtime-config', 0.2)),
			every('tools', prints('tools', 1.4)),
			every('hold', appends('hold', 0.1)),
			every('images', prints('images', 2, 1000)),
		],
	],
	[
		'initialise',
		[
			first('init', gives('init', 2, true)),
			first('hash', gives('hash', 0.3)),
			first('certificate-key', gives('certificate-key', 0.5, true)),
			first('kubeconfig', takes('kubeconfig', 0.2, 'hash')),
			first('network', appends('network', 0.8)),
			every('trust', takes('trust', 0.3, 'hash')),
		],
	],
	[
		'join',
		[
			inTurn('fetch', 'other-control-planes', takes('fetch', 0.4, 'certificate-key')),
			inTurn('join', 'other-control-planes', takes('join', 1.2, 'init')),
			inTurn('label', 'other-control-planes', appends('label', 0.2)),
			inTurn('etcd', 'every-host', prints('etcd', 0.5)),
			inTurn('balance', 'every-host', appends('balance', 0.3)),
			every('address', writes('address', 0.7)),
		],
	],
	[
		'prove',
		[
			every('pods', prints('pods', 0.9)),
			every('dns', appends('dns', 0.4)),
			inTurn('failover', 'control-planes', appends('failover', 0.5)),
			every('keys', takes('keys', 0.2, 'certificate-key')),
			every('report', prints('report', 0.2, 100)),
			every('last', appends('last', 0.1)),
		],
	],
];

export const chaosBook: Book = {
	id: 'chaos',
	title: say('Chaos'),
	stages: stages.map(([id, tasks]) => ({id, title: say(id), why: say('It is like an install.'), tasks})),
};

/** Tasks that print, and how many lines; their logs must hold each line once, in order. */
export const printing: Readonly<Record<string, number>> = {
	update: 200,
	runtime: 400,
	tools: 200,
	images: 1000,
	etcd: 200,
	pods: 200,
	report: 100,
};
