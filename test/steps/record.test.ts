import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {fragment} from '../../source/engine/script.ts';
import {clusterFingerprint, fileFingerprint, isRecorded, record} from '../../steps/record.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';

/** Runs with the record's folder somewhere harmless. */
const run = (home: string, kubectl: string, script: string) =>
	runWithPrograms({kubectl}, script.replaceAll('/var/lib/kubewalk/cluster', home));

const inFolder = (test: (home: string) => void): void => {
	const home = mkdtempSync(join(tmpdir(), 'kubewalk-record-'));
	try {
		test(home);
	} finally {
		rmSync(home, {recursive: true});
	}
};

it('is satisfied by a record of the same cluster, and by no other', () =>
	inFolder(home => {
		const fingerprint = clusterFingerprint('iptables');
		const check = isRecorded('network', fingerprint).bash;
		expect(run(home, 'echo one', check).exit).toBe(1);
		expect(run(home, 'echo one', record('network', fingerprint).bash).exit).toBe(0);
		expect(run(home, 'echo one', check).exit).toBe(0);
		expect(run(home, 'echo other', check).exit).toBe(1);
		expect(run(home, 'echo one', isRecorded('network', clusterFingerprint('nftables')).bash).exit).toBe(1);
	}));

it('notices a configuration file that has changed since', () =>
	inFolder(home => {
		const file = join(home, 'haproxy.cfg');
		writeFileSync(file, 'one');
		const fingerprint = fragment(fileFingerprint(file).bash);
		run(home, 'true', record('failover', fingerprint).bash);
		expect(run(home, 'true', isRecorded('failover', fingerprint).bash).exit).toBe(0);
		writeFileSync(file, 'two');
		expect(run(home, 'true', isRecorded('failover', fingerprint).bash).exit).toBe(1);
	}));

it('says when it was proven', () =>
	inFolder(home => {
		run(home, 'echo one', record('network', clusterFingerprint('')).bash);
		expect(readFileSync(join(home, 'proof/network'), 'utf8')).toMatch(/\n\d{4}-\d\d-\d\dT[\d:]{8}Z\n$/);
	}));
