import {expect, test} from 'vitest';
import {output} from '../../../../source/transport/lab/kubeadm/output.ts';
import {kubeadmVersion, wantedVersion} from '../../../../source/transport/lab/kubeadm/own-version.ts';
import {prepared} from '../../../helpers/machines.ts';

test('Without the internet kubeadm falls back to its own version, and says so', () => {
	const at = prepared(1, 0).shell('m1');
	const out = output(36);

	expect(kubeadmVersion(at)).toBe('1.36.4');
	expect(wantedVersion(at, out, undefined)).toBe('v1.36.4');
	expect(out.result(0).stderr).toContain('falling back to the local client version: v1.36.4');
	expect(wantedVersion(at, out, '1.36.2')).toBe('v1.36.2');
});
