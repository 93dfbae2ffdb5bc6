// One task of the book as Ansible tasks: look, fetch what it needs, run where it is not so yet, look again.
import type {Language} from '../../texts/texts.ts';
import {ansibleScript, factOf, valuesBefore, type Manner} from './ansible-script.ts';
import {groupsOf, type Needed, type Source, type Step, type Written} from './expand-book.ts';
import type {Files} from './render-plan.ts';

type Sources = ReadonlyMap<string, Source>;
type AnsibleTask = Readonly<Record<string, unknown>>;
type Part = 'check' | 'run' | 'verify';

export type AnsibleTasks = {readonly tasks: readonly AnsibleTask[]; readonly files: Files};

/** Seconds between two looks at something that needs a while. */
const pause = 5;

const somebodyNeedsIt =
	"ansible_play_batch | map('extract', hostvars, ['kubewalk_look', 'rc']) | reject('eq', 0) | list | length > 0";

const manners: Readonly<Record<Part, Manner>> = {check: 'ask', run: 'run', verify: 'ask'};

/** `path` is a template's expression. Hosts with the same text share a file; where they differ, each has its own. */
const writePart = (
	steps: readonly Step[],
	part: Part,
	title: string,
): {readonly path: string; readonly files: Files} => {
	const [{stage, task}] = steps as readonly [Step];
	const place = `scripts/${stage.id}/${task.id}`;
	const textOf = (step: Step): string => ansibleScript(manners[part], step[part] as Written, title);
	if (groupsOf(steps).length === 1)
		return {path: `'${place}.${part}.sh'`, files: {[`${place}.${part}.sh`]: textOf(steps[0]!)}};
	return {
		path: `'${place}/' ~ inventory_hostname ~ '.${part}.sh'`,
		files: Object.fromEntries(steps.map(step => [`${place}/${step.host.name}.${part}.sh`, textOf(step)])),
	};
};

const bash = (path: string, needs: readonly Needed[], sources: Sources): AnsibleTask => ({
	'ansible.builtin.command': {
		cmd: 'bash',
		stdin: `${valuesBefore(needs, sources)}{{ lookup('ansible.builtin.file', ${path}) }}`,
	},
	...(needs.some(({name}) => sources.get(name)?.capture.secret) && {no_log: true}),
});

const needsOf = (steps: readonly Step[], ...parts: readonly Part[]): readonly Needed[] => {
	const all = steps.flatMap(step => parts.flatMap(part => step[part]?.needs ?? []));
	return all.filter(
		({name, from}, index) => all.findIndex(other => other.name === name && other.from === from) === index,
	);
};

/** The script that tells a value, on the host that has it. It may make a new one, as `kubeadm token create` does. */
const fetchOne = (needed: Needed, steps: readonly Step[], sources: Sources, condition: string | undefined) => {
	const {name, from} = needed;
	const owner = steps.find(({host, captures}) => host.name === from && captures.some(one => one.name === name))!;
	const {renew} = owner.captures.find(one => one.name === name)!;
	const path = `scripts/${owner.stage.id}/${owner.task.id}.tell-${name}${from === owner.host.name && (sources.get(name)?.hosts.length ?? 0) > 1 ? `-of-${from}` : ''}.sh`;
	const once = {run_once: true, ...(condition !== undefined && {when: condition})};
	const secret = sources.get(name)?.capture.secret === true;
	const fact = factOf(needed, sources);
	return {
		files: {[path]: ansibleScript('run', renew ?? {text: 'exit 1', needs: []}, `${name}, told by ${from}`)},
		tasks: [
			{
				name: `Ask ${from} for ${name}`,
				...bash(`'${path}'`, renew?.needs ?? [], sources),
				...(secret && {no_log: true}),
				delegate_to: from,
				register: 'kubewalk_told',
				changed_when: false,
				...once,
			},
			{
				name: `Keep ${name}`,
				'ansible.builtin.set_fact': {[fact]: '{{ kubewalk_told.stdout }}'},
				...(secret && {no_log: true}),
				...once,
			},
		],
	};
};

const fetch = (needs: readonly Needed[], all: readonly Step[], sources: Sources, condition?: string): AnsibleTasks => {
	const fetched = needs.map(needed => fetchOne(needed, all, sources, condition));
	return {
		tasks: fetched.flatMap(({tasks}) => tasks),
		files: Object.assign({}, ...fetched.map(({files}) => files)) as Files,
	};
};

/**
 * `steps`: the same task on each of its hosts. `all`: the whole book, where a value's owner is found. What looking needs is
 * fetched first; what only running needs is fetched when some host has to run, so that a second run makes no new token.
 */
export const ansibleTask = (
	steps: readonly Step[],
	all: readonly Step[],
	sources: Sources,
	language: Language,
): AnsibleTasks => {
	const [{task}] = steps as readonly [Step];
	const title = task.title[language];
	const look = writePart(steps, 'check', title);
	const run = writePart(steps, 'run', title);
	const hasVerify = task.verify !== undefined;
	const verify = hasVerify ? writePart(steps, 'verify', title) : look;
	const forLook = needsOf(steps, 'check');
	const known = new Set(forLook.map(({name, from}) => `${name}/${from}`));
	const forRun = needsOf(steps, 'run', 'verify').filter(({name, from}) => !known.has(`${name}/${from}`));
	const before = fetch(forLook, all, sources);
	const between = fetch(forRun, all, sources, somebodyNeedsIt);
	const within = (task.verify ?? task.check).within ?? 0;
	const needsRunning = 'kubewalk_look.rc != 0';
	return {
		files: {...before.files, ...between.files, ...look.files, ...run.files, ...verify.files},
		tasks: [
			...before.tasks,
			{
				name: `${title}: is it so already`,
				...bash(look.path, forLook, sources),
				register: 'kubewalk_look',
				changed_when: false,
				failed_when: false,
				check_mode: false,
			},
			...between.tasks,
			{
				name: title,
				...bash(run.path, needsOf(steps, 'run'), sources),
				when: needsRunning,
				...(task.retries !== undefined && {
					register: 'kubewalk_run',
					until: 'kubewalk_run.rc == 0',
					retries: task.retries,
					delay: 3,
				}),
				changed_when: true,
			},
			{
				name: `${title}: is it so now`,
				...bash(verify.path, needsOf(steps, hasVerify ? 'verify' : 'check'), sources),
				when: [needsRunning, 'not ansible_check_mode'],
				register: 'kubewalk_seen',
				until: 'kubewalk_seen.rc == 0',
				retries: Math.ceil(within / pause),
				delay: pause,
				changed_when: false,
			},
		],
	};
};
