import {describe, expect, it} from 'vitest';
import {resetHosts} from '../../steps/reset-hosts.ts';
import {givenFor, labPlan, singlePlan} from '../helpers/plans.ts';
import {tasksFor} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

for (const stage of resetHosts.stages) keepsTheRules(stage);

const tasks = resetHosts.stages.flatMap(stage => stage.tasks);
const taskOf = (id: string) => tasks.find(task => task.id === id)!;
const m1 = givenFor(labPlan, 'm1');

describe('the book reset', () => {
	it('warns before it starts', () => {
		expect(resetHosts.warning!.en).toContain('Nothing of it can be brought back');
	});

	it('looks first, then resets workers, other control planes, and the first one last', () => {
		expect(tasks.slice(0, 4).map(({id}) => id)).toEqual([
			'reset-preview',
			'reset-workers',
			'reset-other-control-planes',
			'reset-first-control-plane',
		]);
		expect(tasks[0]!.risk).toBe('safe');
		expect(tasks.slice(1).every(({risk}) => risk === 'destructive')).toBe(true);
	});

	it('forces kubeadm’s reset with the runtime’s socket', () => {
		expect(taskOf('reset-workers').run(givenFor(labPlan, 'w1'))).toContain(
			'kubeadm reset -f --cri-socket unix:///run/containerd/containerd.sock',
		);
	});

	it('removes only load-balancer files that kubewalk has written', () => {
		expect(taskOf('reset-load-balancer').run(m1)).toContain(
			"if grep -q 'Written by kubewalk' /etc/keepalived/keepalived.conf 2>/dev/null; then",
		);
	});

	it('has nothing to say of a load balancer that the plan does not have', () => {
		const ids = resetHosts.stages.flatMap(stage => tasksFor(stage, givenFor(singlePlan, 'm1'))).map(({id}) => id);
		expect(ids).not.toContain('reset-load-balancer');
	});

	it('does not touch packages, swap or kernel settings', () => {
		const everything = tasks.map(task => task.run(m1)).join('\n');
		expect(everything).not.toMatch(/apt-get|fstab|sysctl|modprobe|\/etc\/hosts/);
	});
});
