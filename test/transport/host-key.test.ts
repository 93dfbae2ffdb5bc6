import {statSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {acceptHostKey, changedSentence, scanHostKey} from '../../source/transport/host-key.ts';
import {hasSshd, type Sshd, startSshd} from '../hosts/sshd.ts';
import {linesOf, makeWorkplace} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
let sshd: Sshd;

beforeAll(async () => {
	if (hasSshd) sshd = await startSshd(workplace, 'm1');
});

const why = ' (skipped where there is no sshd)';

test.skipIf(!hasSshd)(`A new host shows its fingerprint, and once accepted it is known${why}`, async () => {
	const files = {knownHosts: join(workplace, 'first'), config: sshd.config};

	const key = await scanHostKey(sshd.host, sshd.ssh, files);

	expect(key).toMatchObject({host: 'm1', state: 'unknown', type: 'ED25519', fingerprint: sshd.fingerprint});
	await acceptHostKey(key, files);
	await acceptHostKey(await scanHostKey(sshd.host, sshd.ssh, files), files);
	expect((await scanHostKey(sshd.host, sshd.ssh, files)).state).toBe('known');
	expect(linesOf(files.knownHosts)).toHaveLength(1);
	expect(statSync(files.knownHosts).mode & 0o777).toBe(0o600);
});

test.skipIf(!hasSshd)(
	`A host that shows another key is refused, with both fingerprints in the sentence${why}`,
	async () => {
		const other = await startSshd(workplace, 'm2');
		const files = {knownHosts: join(workplace, 'second'), config: other.config};
		await acceptHostKey(await scanHostKey(other.host, other.ssh, files), files);
		await other.changeKey();

		const key = await scanHostKey(other.host, other.ssh, files);

		expect(key).toMatchObject({state: 'changed', before: other.fingerprint});
		expect(key.fingerprint).not.toBe(other.fingerprint);
		const sentence = changedSentence(key);
		expect(sentence).toContain(key.fingerprint);
		expect(sentence).toContain(other.fingerprint);
		await expect(acceptHostKey(key, files)).rejects.toThrow(sentence);
		expect(linesOf(files.knownHosts)).toHaveLength(1);
	},
);

test.skipIf(!hasSshd)(`A host that is not there has no key, and the sentence says why${why}`, async () => {
	const files = {knownHosts: join(workplace, 'third'), config: sshd.config};

	await expect(scanHostKey(sshd.host, {...sshd.ssh, port: 1}, files)).rejects.toThrow('refuses the connection');
});
