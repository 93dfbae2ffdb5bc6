// The program envoy-gateway by its subcommands: certgen makes the certificates that controller and proxies know each other by.
import {namespace} from '../envoy-gateway-release.ts';
import {type Inside, type Life, words} from './inside.ts';
import {get, put} from './objects.ts';

const secrets = ['envoy-gateway', 'envoy', 'envoy-rate-limit', 'envoy-oidc-hmac'] as const;

export const envoyGatewayProgram = (inside: Inside): Life => {
	if (!words(inside).includes('certgen')) return 'stays';
	const {world, say} = inside;
	for (const name of secrets) {
		if (get(world, 'Secret', name, namespace) !== undefined) {
			say(`info\tcertgen\tskipped creating secret since it already exists\t{"name": "${name}"}`);
			continue;
		}
		put(world, {
			apiVersion: 'v1',
			kind: 'Secret',
			metadata: {name, namespace, labels: {'control-plane': 'envoy-gateway'}},
			type: 'kubernetes.io/tls',
			data: {'ca.crt': 'Y2E=', 'tls.crt': 'Y2VydA==', 'tls.key': 'a2V5'},
		});
		say(`info\tcertgen\tcreated secret\t{"namespace": "${namespace}", "name": "${name}"}`);
	}
	return {exit: 0, after: 800};
};
