import {expect, test} from 'vitest';
import {aptSources} from '../../../../source/transport/lab/packages/apt-sources.ts';
import {dependents, planInstall} from '../../../../source/transport/lab/packages/resolve.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

const host = () => {
	const {lab, say} = labShell();
	const machine = lab.world.machines['m1']!;
	machine.aptLists = aptSources(lab.filesOf('m1')).map(({line}) => line);
	return {
		lab,
		machine,
		say,
		plan: (...wanted: readonly {name: string; version?: string}[]) =>
			planInstall(lab.world, machine, lab.filesOf('m1'), wanted),
	};
};

test('What is needed comes first, and its names are told apart', () => {
	const {plan} = host();
	const {steps, additional, errors} = plan({name: 'haproxy'});

	expect(steps.map(({item}) => item.name)).toEqual([
		'liblua5.3-0',
		'libopentracing1',
		'libopentracing-c-wrapper0',
		'haproxy',
	]);
	expect(additional).toEqual(['liblua5.3-0', 'libopentracing-c-wrapper0', 'libopentracing1']);
	expect(errors).toEqual([]);
});

test('Unknown names and versions are apt’s errors', () => {
	const {plan} = host();

	expect(plan({name: 'nope'}).errors).toEqual(['E: Unable to locate package nope']);
	expect(plan({name: 'haproxy', version: '9'}).errors).toEqual(['E: Version ‘9’ for ‘haproxy’ was not found']);
	expect(plan({name: 'haproxy', version: '2.6.12-*'}).steps.at(-1)!.version).toBe('2.6.12-1+deb12u3');
});

test('What conflicts has to go, what is there stays', () => {
	const {machine, plan} = host();
	machine.packages['systemd-timesyncd'] = {version: '252.31-1~deb12u1', held: false};
	expect(plan({name: 'chrony'}).removes).toEqual(['systemd-timesyncd']);
	expect(plan({name: 'wget'}).present).toEqual([['wget', '1.21.3-1+b2']]);
	machine.packages['haproxy'] = {version: '2.6.12-1+deb12u1', held: true};
	expect(plan({name: 'haproxy'}).steps).toEqual([]);
	expect(plan({name: 'haproxy', version: '2.6.12-1+deb12u3'}).steps.at(-1)!.before).toBe('2.6.12-1+deb12u1');
});

test('Whoever needs a package goes with it', () => {
	const {machine} = host();
	machine.packages['runc'] = {version: '1', held: false};
	machine.packages['containerd'] = {version: '1', held: false};
	machine.packages['docker.io'] = {version: '1', held: false};

	expect(dependents(machine, ['runc']).toSorted()).toEqual(['containerd', 'docker.io', 'runc']);
});

test('A version that was asked for counts for whoever needs the package and comes before', () => {
	const {machine, lab} = host();
	lab.filesOf('m1').write(
		'/etc/apt/sources.list.d/old.list',
		'deb [trusted=yes] https://mirrors.aliyun.com/kubernetes/apt kubernetes-xenial main\n',
	);
	machine.aptLists = aptSources(lab.filesOf('m1')).map(({line}) => line);
	const wanted = ['kubeadm', 'kubectl'].map(name => ({name, version: '1.20.2-00'}));
	const {steps} = planInstall(lab.world, machine, lab.filesOf('m1'), wanted);

	expect(steps.find(({item}) => item.name === 'kubectl')?.version).toBe('1.20.2-00');
});
