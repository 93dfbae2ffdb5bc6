// The book as an inventory and a playbook: the same scripts in the same order, for those who have Ansible already.
import {stringify} from 'yaml';
import type {Book} from '../../engine/declare.ts';
import type {Language} from '../../texts/texts.ts';
import type {Plan} from '../../../steps/plan.ts';
import {ansibleInventory} from './ansible-inventory.ts';
import {ansibleTask} from './ansible-task.ts';
import {byTask, expandBook, sourcesOf, type Step} from './expand-book.ts';
import type {Files} from './render-plan.ts';
import {asVariable} from './variables.ts';

const hostsOf = (steps: readonly Step[]): string => steps.map(({host}) => host.name).join(',');

const isOneByOne = ([step]: readonly Step[]): boolean => step?.task.pace === 'one-by-one';

/** Tasks that follow each other on the same hosts are one play; a task that goes host by host is one of its own. */
const playsOf = (tasks: readonly (readonly Step[])[]): readonly (readonly (readonly Step[])[])[] => {
	const plays: (readonly Step[])[][] = [];
	for (const steps of tasks) {
		const last = plays.at(-1);
		const [before] = last ?? [];
		const fits =
			before !== undefined &&
			before[0]?.stage.id === steps[0]?.stage.id &&
			hostsOf(before) === hostsOf(steps) &&
			!isOneByOne(before) &&
			!isOneByOne(steps);
		if (fits) last!.push(steps);
		else plays.push([steps]);
	}
	return plays;
};

/** Ansible's modules are Python, which a bare host may lack; `raw` needs none. It prints nothing where there is one. */
const python = `command -v python3 >/dev/null && exit 0
if command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3
elif command -v dnf >/dev/null; then
  dnf -q -y install python3
else
  yum -q -y install python3
fi >&2 && echo installed
`;

const bringPython = (plan: Plan) => ({
	name: 'Python for Ansible',
	hosts: plan.hosts.map(({name}) => name).join(','),
	gather_facts: false,
	any_errors_fatal: true,
	tasks: [
		{
			name: 'Install Python where it is missing',
			'ansible.builtin.raw': python,
			register: 'kubewalk_python',
			changed_when: "'installed' in kubewalk_python.stdout",
		},
	],
});

/** What ansible-lint holds against the playbook with a reason that does not hold here. */
const lint = `---
skip_list:
  - run-once # it differs only under the strategy free, which no play here asks for
  - name[casing] # kubeadm and kubelet are written like that
`;

/** File name -> content. */
export const planAsAnsible = (book: Book, plan: Plan, language: Language): Files => {
	const sources = sourcesOf(book, plan);
	const all = expandBook(book, plan, asVariable(sources), 'each');
	const written = playsOf(byTask(all)).map(tasks => {
		const first = tasks[0]!;
		const parts = tasks.map(steps => ansibleTask(steps, all, sources, language));
		return {
			play: {
				name: first[0]!.stage.title[language],
				hosts: hostsOf(first),
				gather_facts: false,
				any_errors_fatal: true,
				...(isOneByOne(first) && {serial: 1}),
				tasks: parts.flatMap(part => part.tasks),
			},
			files: Object.assign({}, ...parts.map(({files}) => files)) as Files,
		};
	});
	const head = [
		`# The book ${book.id} of the plan ${plan.name}, Kubernetes ${plan.kubernetes.version}. Run it with:`,
		`#   ansible-playbook -i inventory.yaml ${book.id}.yaml`,
		'# Each task asks first, runs its script only where it is not so yet, and asks again. --check only asks.',
	].join('\n');
	return {
		'inventory.yaml': ansibleInventory(plan),
		'.ansible-lint': lint,
		[`${book.id}.yaml`]: `---\n${head}\n${stringify([bringPython(plan), ...written.map(({play}) => play)], {
			lineWidth: 0,
		})}`,
		...(Object.assign({}, ...written.map(({files}) => files)) as Files),
	};
};
