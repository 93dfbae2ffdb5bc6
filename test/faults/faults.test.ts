import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {findings} from '../../steps/findings/all.ts';
import type {Fault} from './fault.ts';
import {nameFaults, networkFaults, workloadFaults} from './names-and-networks.ts';

const faults: readonly Fault[] = [...nameFaults, ...networkFaults, ...workloadFaults];

test('Every fault makes a declared finding that can be cured, with commands that bash can read', () => {
	const wrong = faults.filter(fault => {
		const remedies = findings.find(({id}) => id === fault.finding)?.remedies ?? [];
		return remedies.length === 0 || spawnSync('bash', ['-n'], {input: fault.break}).status !== 0;
	});

	expect(wrong.map(({finding}) => finding)).toEqual([]);
});
