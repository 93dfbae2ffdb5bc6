import {expect, test} from 'vitest';
import {isOffered, laterAt, notOffered} from '../../../steps/plan/offers.ts';

const about = (draft: object): readonly string[] => notOffered(draft).map(({text}) => text.en);

test.each([[{kubernetes: {addons: ['gateway-api']}}, 'addons: gateway-api is not offered yet; write addons: [].']])(
	'%j is refused with what works today',
	(draft, sentence) => {
		expect(about(draft)).toEqual([sentence]);
	},
);

test('What is offered passes', () => {
	expect(
		about({
			runtime: 'docker',
			endpoint: {kind: 'external'},
			kubernetes: {network: {script: 'net.sh'}, addons: []},
			mirrors: {images: {prefix: 'registry.example'}},
			hosts: [undefined, {transport: 'ssh'}],
		}),
	).toEqual([]);
});

test('Every item of a list is looked at, and told where it stands', () => {
	expect(notOffered({kubernetes: {addons: [undefined, 'gateway-api']}})[0]?.path).toEqual([
		'kubernetes',
		'addons',
		1,
	]);
});

test('Lists of possible words leave out those that have to wait', () => {
	expect(laterAt('kubernetes.addons[]')).toContain('gateway-api');
	expect(laterAt('name')).toEqual([]);
});

test('A place or a word that has to wait is told from one that is there', () => {
	expect(isOffered('kubernetes.network', 'flannel')).toBe(true);
	expect(isOffered('kubernetes.network', 'cilium')).toBe(true);
	expect(isOffered('kubernetes.addons[]', 'gateway-api')).toBe(false);
	expect(isOffered('firewall')).toBe(true);
});
