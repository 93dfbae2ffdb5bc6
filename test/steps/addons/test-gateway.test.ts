import {expect, test} from 'vitest';
import {pageHost} from '../../../steps/addons/reach-page.ts';
import {gatewayConditions, routeConditions, testGateway} from '../../../steps/addons/test-gateway.ts';
import {runWithPrograms} from '../../helpers/fake-programs.ts';

test('The Gateway is of the class that is asked for, and the route has the page’s name', () => {
	expect(testGateway('cilium')).toContain('gatewayClassName: cilium\n');
	expect(testGateway('eg')).toContain(`- ${pageHost}\n`);
});

test.each([
	[gatewayConditions, '{range .status.conditions[*]}'],
	[routeConditions, '{range .status.parents[*].conditions[*]}'],
])('Conditions are asked for one on a line', ({bash}, range) => {
	expect(runWithPrograms({kubectl: 'printf "%s\\n" "${!#}"'}, bash)).toEqual({
		exit: 0,
		output: String.raw`jsonpath=${range}{.type}={.status} {.reason}: {.message}{"\n"}{end}` + '\n',
	});
});
