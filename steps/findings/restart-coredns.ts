// What is done to CoreDNS itself, and how it is seen that it worked.
import type {Remedy, Script, Text} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {isRolledOut} from '../start-coredns.ts';
import {restarted} from './workload-cures.ts';

/** A cure on CoreDNS itself, which has worked when every replica is ready. */
export const coreDnsCure = (
	id: string,
	title: Text,
	why: Text,
	run: Script,
	{undo = 'nothing-to-undo', risk = 'changes'}: Partial<Pick<Remedy, 'undo' | 'risk'>> = {},
): Remedy => ({
	id,
	title,
	why,
	target: 'first-control-plane',
	risk,
	check: {ask: isRolledOut},
	run,
	verify: {ask: isRolledOut, within: 90},
	undo,
	usually: 30,
	timeout: 240,
});

export const restartCoreDns = coreDnsCure(
	'restart-coredns',
	{en: 'Make the pods of CoreDNS anew', zh: '重建 CoreDNS 的 Pod'},
	{
		en: 'A pod keeps the settings it was created with. New ones get what has been put right, without waiting out the back-off of up to five minutes.',
		zh: 'Pod 会一直沿用创建时的设置。重建后即可使用更正后的设置，也不必等待最长五分钟的退避。',
	},
	() => sh`${restarted('kube-system', 'deployment/coredns')}`,
);
