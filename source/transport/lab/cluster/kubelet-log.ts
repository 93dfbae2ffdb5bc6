// Lines of the kubelet in its machine's journal, in klog's form.
import {klogLine} from '../klog.ts';
import type {Machine, World} from '../world.ts';
import {minorOf} from './versions.ts';

const journalLimit = 4000;

/** Old kubelets wrote plain sentences, newer ones a message with keys. */
export const kubeletSays = (
	world: World,
	machine: Machine,
	where: string,
	old: string,
	structured: string = old,
): void => {
	const at = world.now + machine.clockOffset;
	const pid = machine.units['kubelet.service']?.pid ?? 0;
	const text = minorOf(machine.kubelet?.version ?? '1.36') < 23 ? old : structured;
	machine.journal.push({
		at,
		unit: 'kubelet.service',
		identifier: 'kubelet',
		pid,
		text: klogLine('E', at, pid, where, text),
	});
	if (machine.journal.length > journalLimit) machine.journal.splice(0, machine.journal.length - journalLimit);
};
