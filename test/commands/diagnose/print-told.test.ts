import {expect, test} from 'vitest';
import {toldJson, toldLines} from '../../../source/commands/diagnose/print-told.ts';
import {diagnoseText} from '../../helpers/corpus.ts';

const {told} = diagnoseText([
	'm2# kubeadm join',
	'[ERROR Swap]: running with swap on is not supported. Please disable swap',
]);

test('A person reads the cause, how sure it is, where, the evidence and the exact commands with their risk', () => {
	const lines = toldLines(told[0]!, 'en', (_, text) => text);

	expect(lines.slice(0, 9)).toEqual([
		'1. Swap is on  confirmed · blocking · m2',
		'  The kubelet refuses to start while swap is on, so nothing answers on its port 10248 and no pod runs on this host.',
		'  Evidence',
		'    m2# kubeadm join',
		'      [ERROR Swap]: running with swap on is not supported. Please disable swap',
		'  Cure on m2: Swap off, now [changes the host]',
		'    swapon --show',
		'    swapoff -a',
		expect.stringMatching(/^ {4}Then check: /),
	]);
	expect(toldLines(told[0]!, 'zh', (_, text) => text)[0]).toBe('1. swap 处于开启状态  已确认 · 阻断 · m2');
});

test('A program reads what the command-line contract promises', () => {
	expect(JSON.parse(toldJson(told, 'en'))).toEqual({
		findings: [
			expect.objectContaining({
				id: 'swap-on',
				severity: 'blocking',
				rank: 1,
				confidence: 'confirmed',
				meaning: expect.stringMatching(/^The kubelet refuses/),
				host: 'm2',
				evidence: [
					expect.objectContaining({command: 'kubeadm join', lines: [expect.stringContaining('swap on')]}),
				],
				ruledOut: [],
				verify: expect.arrayContaining([expect.stringContaining('swapon --noheadings')]),
			}),
		],
	});
	expect(JSON.parse(toldJson(told, 'en')).findings[0].remedies[0]).toMatchObject({
		id: 'swap-off-now',
		title: 'Swap off, now',
		risk: 'changes',
		commands: ['swapon --show', 'swapoff -a'],
	});
	expect(toldJson([], 'en')).toContain('"findings": []');
});
