// The Gateway and the route by which a page is asked for, and what they and their class say of themselves.
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {inTests, testNamespace} from '../test-pods.ts';
import {yaml} from '../yaml.ts';
import {pageHost} from './reach-page.ts';

export const testGateway = (gatewayClassName: string): string =>
	yaml(
		{
			apiVersion: 'gateway.networking.k8s.io/v1',
			kind: 'Gateway',
			metadata: {name: 'web', namespace: testNamespace},
			spec: {gatewayClassName, listeners: [{name: 'http', protocol: 'HTTP', port: 80}]},
		},
		{
			apiVersion: 'gateway.networking.k8s.io/v1',
			kind: 'HTTPRoute',
			metadata: {name: 'web', namespace: testNamespace},
			spec: {
				parentRefs: [{name: 'web'}],
				hostnames: [pageHost],
				rules: [{backendRefs: [{name: 'web', port: 80}]}],
			},
		},
	);

const accepted = `{.status.conditions[?(@.type=="Accepted")].status}`;

/** Whether somebody carries out the Gateways of this class. */
export const classIsAccepted = (name: string): Fragment =>
	fragment(sh`[ "$(${kubectl} get gatewayclass ${name} -o jsonpath=${accepted} 2>/dev/null)" = True ]`);

const each = '{.type}={.status} {.reason}: {.message}{"\\n"}{end}';

export const gatewayConditions: Fragment = fragment(
	sh`${inTests} get gateway web -o jsonpath=${`{range .status.conditions[*]}${each}`}`,
);

export const routeConditions: Fragment = fragment(
	sh`${inTests} get httproute web -o jsonpath=${`{range .status.parents[*].conditions[*]}${each}`}`,
);
