import {expect, test} from 'vitest';
import {bundleOf, finding, judged, knowing, type Printed} from '../../helpers/declared.ts';

const fire = finding('fire', {
	confirms: [{says: /flames seen/}],
	suggests: [{says: /smoke/}],
	hints: [{says: /it is warm/}],
	rulesOut: [{lacks: /hot/, in: ['oven']}],
});

const sure = (...bundle: Printed) => {
	const {reports, out} = judged(knowing(fire), bundleOf(...bundle));
	return reports[0]?.confidence ?? (out.length > 0 ? 'out' : undefined);
};

test('The strongest evidence says how sure it is', () => {
	expect(sure(['a# x', 'flames seen', 'smoke'])).toBe('confirmed');
	expect(sure(['a# x', 'smoke', 'it is warm'])).toBe('likely');
	expect(sure(['a# x', 'it is warm'])).toBe('possible');
	expect(sure(['a# x', 'nothing'])).toBeUndefined();
});

test('What rules it out rules it out on that host, and leaves it on the others', () => {
	const bundle = bundleOf(['a# x', 'flames seen'], ['a# look oven', 'cold'], ['b# x', 'smoke']);
	const {reports} = judged(knowing(fire), bundle);

	expect(sure(['a# x', 'flames seen'], ['a# look oven', 'cold'])).toBe('out');
	expect(reports).toMatchObject([{confidence: 'likely', hosts: ['b']}]);
});

test('Two patterns that match the same line are one sign', () => {
	const twice = finding('fire', {confirms: [{says: /flames/}, {says: /flames seen/}]});
	const once = finding('fire', {confirms: [{says: /flames seen/}]});
	const [of, other] = [twice, once].map(each => judged(knowing(each), bundleOf(['a# x', 'flames seen'])).reports[0]);

	expect(of?.hits).toHaveLength(1);
	expect(of?.strength).toBe(other?.strength);
});
