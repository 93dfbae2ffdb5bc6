import {expect, test} from 'vitest';
import {orSay, startsAndRuns} from '../../steps/or-say.ts';
import {runHere} from '../helpers/scripts.ts';

test('A condition that holds says nothing, and one that does not says why', () => {
	const {output} = runHere(`
		${orSay('true && true', 'no').bash} && echo yes
		${orSay('true && false', "it's false").bash} || echo no
		${orSay('! true', 'it is true').bash} && echo yes
		true
	`);

	expect(output.trim().split('\n').toSorted()).toEqual(['it is true', "it's false", 'no', 'yes']);
});

test('A service that starts at boot and does not run says the second', () => {
	const {output} = runHere(`
		systemctl() { [ "$1" = is-enabled ]; }
		${startsAndRuns('haproxy').bash} || true
	`);

	expect(output).toBe('haproxy does not run.\n');
});
