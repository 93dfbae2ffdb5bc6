import {expect, test} from 'vitest';
import {ended, klog, output, Stop, took} from '../../../../source/transport/lab/kubeadm/output.ts';

const stop = () => new Stop('it broke', 'preflight', 1, ['before']);

test('An error names its phase, since 1.34 behind the word error', () => {
	expect(ended(output(33), stop())).toEqual({
		stdout: '',
		stderr: 'before\nerror execution phase preflight: it broke\nTo see the stack trace of this error execute with --v=5 or higher\n',
		exit: 1,
	});
	expect(ended(output(34), stop()).stderr).toContain('error: error execution phase preflight: it broke');
	expect(ended(output(36), new Stop('bad', undefined, 3))).toMatchObject({
		exit: 3,
		stderr: expect.stringMatching(/^error: bad\n/),
	});
});

test('Lines and warnings go their own ways', () => {
	const out = output(36);
	out.print('[init] a');
	out.warn('W b');

	expect(out.result(0)).toEqual({stdout: '[init] a\n', stderr: 'W b\n', exit: 0});
});

test('Times look like Go’s', () => {
	expect(took(500)).toMatch(/^500\.\d{6}ms$/);
	expect(took(3000)).toMatch(/^3\.000\d{6}s$/);
	expect(took(240_000)).toMatch(/^4m0\.000\d{6}s$/);
	expect(klog(Date.UTC(2026, 10, 23, 9), 'W', 'a.go:1', 'text')).toMatch(
		/^W1123 09:00:00\.\d{6} +\d+ a\.go:1\] text$/,
	);
});
