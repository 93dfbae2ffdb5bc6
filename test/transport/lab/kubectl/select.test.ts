import {expect, test} from 'vitest';
import {labelMatcher, notFound, targets} from '../../../../source/transport/lab/kubectl/select.ts';
import {kindOf} from '../../../../source/transport/lab/kubectl/kinds.ts';

const labels = {app: 'web', tier: 'front', 'kubernetes.io/os': 'linux'};

test.each([
	['app=web', true],
	['app==web,tier=front', true],
	['app=web,tier!=front', false],
	['kubernetes.io/os', true],
	['!kubernetes.io/os', false],
	['app in (db, web)', true],
	['app notin (db,web)', false],
	['missing!=x', true],
	['app in (db,web),tier=front', true],
])('%s', (selector, matches) => {
	expect(labelMatcher(selector)?.(labels)).toBe(matches);
});

test('a selector that is none is refused', () => {
	expect(labelMatcher('app = web = no')).toBeUndefined();
});

test('the words of a command line are types and names', () => {
	expect(targets(['pods', 'a', 'b'])).toEqual([{type: 'pods', names: ['a', 'b']}]);
	expect(targets(['deploy/web', 'svc/web'])).toEqual([
		{type: 'deploy', names: ['web']},
		{type: 'svc', names: ['web']},
	]);
	expect(targets(['deploy,svc'])).toEqual([
		{type: 'deploy', names: []},
		{type: 'svc', names: []},
	]);
});

test('what is not there is named with its group', () => {
	expect(notFound(kindOf('Deployment'), 'web')).toBe(
		'Error from server (NotFound): deployments.apps "web" not found\n',
	);
});
