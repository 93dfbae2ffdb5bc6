// A sheet as by-hand.ts makes them, without a host behind it.
import type {Sheet} from '../../source/engine/sheet.ts';
import {jobSheet, lookSheet, questionsSheet} from '../../source/transport/by-hand.sh.ts';
import {readPaste} from '../../source/transport/read-paste.ts';

const host = {name: 'm2', address: '10.0.0.12', role: 'control-plane'};
const tag = '7f3a1c';
const place = {host: host.name, tag};

export const jobOn: Sheet = {
	host,
	kind: 'job',
	tag,
	commands: ['kubeadm join 10.0.0.100:9443'],
	script: jobSheet(place, {id: 's1.join.m2.1', script: 'kubeadm join 10.0.0.100:9443'}, [], 20),
	read: pasted => readPaste(pasted, {host: 'm2', tag, of: 1, kind: 'job', command: 'kubeadm join 10.0.0.100:9443'}),
};

export const questionsOn = (...commands: readonly string[]): Sheet => ({
	host,
	kind: 'questions',
	tag,
	commands,
	script: questionsSheet(place, commands, 20),
	read: pasted => readPaste(pasted, {host: 'm2', tag, of: commands.length, kind: 'questions'}),
});

export const lookOn: Sheet = {
	host,
	kind: 'look',
	tag,
	commands: [],
	script: lookSheet(place, 's1.join.m2.1'),
	read: pasted => readPaste(pasted, {host: 'm2', tag, of: 1, kind: 'look', command: ''}),
};

/** What a job prints: so many lines between its markers. */
export const printed = (lines: number): string =>
	[
		'--- kubewalk m2 7f3a1c begin ---',
		...Array.from({length: lines}, (_, index) => `| line ${index + 1}`),
		`--- kubewalk m2 7f3a1c 1/1 exit 0 lines ${lines} ---`,
		'--- kubewalk m2 7f3a1c end ---',
	].join('\n');
