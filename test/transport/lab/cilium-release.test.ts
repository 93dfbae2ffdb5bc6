import {expect, test} from 'vitest';
import {archiveOf} from '../../../source/transport/lab/archive.ts';
import {ciliumRelease} from '../../../source/transport/lab/cilium-release.ts';
import {installer} from '../../../steps/cilium.ts';

const program = 'github.com/cilium/cilium-cli/releases/download/v0.19.7/cilium-linux';
const chart = 'raw.githubusercontent.com/cilium/charts/master/cilium';

test('The installer and the charts are at GitHub and at the mirror, and are what the steps expect', () => {
	expect(archiveOf(ciliumRelease(`https://${program}-arm64.tar.gz`))?.sha256).toBe(installer.sha256.arm64);
	expect(
		archiveOf(ciliumRelease(`https://files.m.daocloud.io/${chart}-1.19.6.tgz`))?.files['cilium/Chart.yaml'],
	).toContain('\nversion: 1.19.6\n');
	expect(ciliumRelease(`https://${chart}-1.2.3.tgz`)).toBeUndefined();
	expect(ciliumRelease(`https://${program}-riscv64.tar.gz`)).toBeUndefined();
});
