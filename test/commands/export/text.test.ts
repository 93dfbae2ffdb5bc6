import {expect, test} from 'vitest';
import {planAsText} from '../../../source/commands/export/text.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';

test('The text has every command under its host, with what it waits for', () => {
	const text = planAsText(exportBook('/srv'), exportPlan, 'en');
	expect(text.startsWith('Install: plan demo, Kubernetes 1.36, 4 hosts. Nothing has run yet.\n')).toBe(true);
	expect(text).toContain(`Join the worker  [join-worker; changes the host]
  on w1
    <join-token> is known once make-token has run.
    check (already so? then nothing runs):
      [ -e /srv/w1/joined ]
    run:
      printf '%s' <join-token> >/srv/w1/joined
`);
	expect(text).toContain('  on m1, m2, m3, w1\n');
});
