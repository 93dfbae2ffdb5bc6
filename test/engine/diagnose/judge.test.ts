import {expect, test} from 'vitest';
import {judge} from '../../../source/engine/diagnose/judge.ts';
import {bundleOf, finding, givenTo, knowing} from '../../helpers/declared.ts';

test('A finding is left out in releases it does not happen in', () => {
	const old = finding('old', {versions: {to: '1.9'}, confirms: [{says: /smoke/}]});
	const recent = finding('recent', {versions: {from: '1.24'}, confirms: [{says: /smoke/}]});
	const ids = (version?: string) =>
		judge(knowing(old, recent), bundleOf(['a# x', 'smoke']), {givenTo, ...(version && {version})}).reports.map(
			report => report.finding.id,
		);

	expect(ids()).toEqual(['old', 'recent']);
	expect(ids('1.9')).toEqual(['old']);
	expect(ids('1.20')).toEqual([]);
	expect(ids('1.24')).toEqual(['recent']);
});

test('Of causes that are as sure, the one on the host where the task failed comes first', () => {
	const [expected, sudden] = [
		finding('expected', {confirms: [{says: /no network yet, as is usual at this point/}]}),
		finding('sudden', {confirms: [{says: /too many/}]}),
	];
	const bundle = bundleOf(['a# x', 'no network yet, as is usual at this point'], ['b# x', 'too many']);
	const first = (failedOn: readonly string[]) =>
		judge(knowing(expected, sudden), bundle, {givenTo, failedOn}).reports[0]?.finding.id;

	expect(first([])).toBe('expected');
	expect(first(['b'])).toBe('sudden');
});
