import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {checkCertificates} from '../../steps/check-certificates.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const table = readFileSync('test/fixtures/kubeadm-check-expiration-1.20.txt', 'utf8');

const ask = (text: string) =>
	runWithPrograms({kubeadm: prints(text)}, checkCertificates.check.ask(givenFor(labPlan, 'm1')));

it('is content with certificates of a year and authorities of nine', () => {
	const {exit, output} = ask(table);
	expect(output).toContain('13 certificates, none expires within 30 days');
	expect(exit).toBe(0);
});

it.each(['29d', '23h', '<invalid>'])('names a certificate with %s left', left => {
	const late = table.replace(/^(apiserver .* UTC +)364d/m, `$1${left}`);
	const {exit, output} = ask(late);
	expect(output).toContain('less than 30 days left: apiserver');
	expect(exit).toBe(1);
});

it('does not take an empty table for a good one', () => {
	expect(ask('[check-expiration] Reading configuration from the cluster...').exit).toBe(1);
});
