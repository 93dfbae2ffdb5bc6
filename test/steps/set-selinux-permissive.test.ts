import {expect, it} from 'vitest';
import type {Stage} from '../../source/engine/declare.ts';
import {setSelinuxPermissive} from '../../steps/set-selinux-permissive.ts';
import {labStage} from '../helpers/lab-stage.ts';
import {givenFor, singlePlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const stage: Stage = {id: 'selinux', title: {en: '', zh: ''}, why: {en: '', zh: ''}, tasks: [setSelinuxPermissive]};

it('is permissive now and after a reboot, and enforcing again when it is taken back', async () => {
	const {lab, say, walk, ask, undo} = labStage(stage, singlePlan, 'rocky-9');
	const config = lab.filesOf('m1').read('/etc/selinux/config');
	expect(await walk('m1')).toEqual(['selinux-permissive']);
	expect(await say('getenforce; grep ^SELINUX= /etc/selinux/config')).toBe('Permissive\nSELINUX=permissive');
	lab.powerOff('m1');
	lab.powerOn('m1');
	expect(await ask('m1')).toEqual({'selinux-permissive': true});

	await undo('m1');
	expect(await say('getenforce')).toBe('Enforcing');
	expect(lab.filesOf('m1').read('/etc/selinux/config')).toBe(config);
	expect(lab.filesOf('m1').list('/etc/selinux')).toEqual(['config', 'targeted']);
});

it('has nothing to do where there is no SELinux', async () => {
	expect(await labStage(stage, singlePlan, 'debian-12').walk('m1')).toEqual([]);
});

it('says what it is now and what it will be', () => {
	const given = givenFor(singlePlan, 'm1');
	const asked = runHere(
		`getenforce() { echo Permissive; }\nsed() { echo enforcing; }\n${setSelinuxPermissive.check.ask(given)}`,
	);
	expect(asked).toEqual({exit: 1, output: 'SELinux is Permissive, and enforcing after a reboot\n'});
});
