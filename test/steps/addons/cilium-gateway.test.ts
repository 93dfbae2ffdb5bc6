import {beforeAll, expect, test} from 'vitest';
import type {Script} from '../../../source/engine/declare.ts';
import {takeGateways} from '../../../steps/addons/cilium-gateway.ts';
import {gatewayApi} from '../../../steps/addons/gateway-api.ts';
import {installGatewayDefinitions} from '../../../steps/gateway-definitions.ts';
import {labAt, planAt} from '../../helpers/broken/labs.ts';
import {givenFor} from '../../helpers/plans.ts';

beforeAll(async () => void (await labAt('gateways')), 300_000);

const at = async () => {
	const lab = await labAt('gateways');
	const given = givenFor(planAt('gateways'), 'm1');
	const bash = (script: string) => lab.open('m1').run(`set -euo pipefail\n${script}`);
	return {bash, run: (script: Script) => bash(script(given))};
};

const use = gatewayApi.tasks.find(({id}) => id === 'gateway-answers')!;

test('A Gateway of the class cilium answers at every node, and is never programmed, because nobody gives it an address', async () => {
	const {bash, run} = await at();
	expect(await run(takeGateways.check.ask)).toMatchObject({exit: 0});
	expect((await bash('kubectl -n envoy-gateway-system get pods')).stderr).toContain('No resources found');

	await bash('rm -r /var/lib/kubewalk/cluster/proof');
	const proven = await run(use.run);
	expect(proven).toMatchObject({exit: 0});
	expect(proven.stdout).toMatch(
		/Cilium's Gateway answers for kubewalk-proof\.example at port 3\d{4} of every node\./,
	);
	expect((await bash('kubectl get namespaces -o name')).stdout).not.toContain('kubewalk-proof');

	await bash('kubectl create namespace shop');
	await bash(`kubectl apply -f - <<'EOF'
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: cilium, listeners: [{name: http, protocol: HTTP, port: 80}]}
EOF
sleep 5`);
	const conditions =
		'kubectl -n shop get gateway web -o jsonpath=\'{range .status.conditions[*]}{.type}={.status} {.message}{"\\n"}{end}\'';
	expect((await bash(conditions)).stdout).toBe(
		'Accepted=True Gateway successfully scheduled\nProgrammed=False Gateway waiting for address\n',
	);
	expect((await bash('kubectl -n shop get service cilium-gateway-web')).stdout).toMatch(/LoadBalancer .*<pending>/);
});

test('A node whose Envoy does not run is named', async () => {
	const {bash, run} = await at();
	await bash(
		`kubectl -n kube-system get daemonset cilium-envoy -o yaml | sed 's#hostNetwork: true#hostNetwork: true\\n      nodeSelector: {kubernetes.io/hostname: m1}#' | kubectl apply -f -; sleep 60`,
	);
	const proven = await run(use.run);
	expect(proven).toMatchObject({
		exit: 1,
		stderr: expect.stringMatching(
			/Cilium's Gateway does not answer for kubewalk-proof\.example at port 3\d{4} of 10\.77\.0\.21: the route's conditions are above\./,
		),
	});
});

test('An operator that started without a definition takes no Gateways, says so, and is started again once it is there', async () => {
	const {bash, run} = await at();
	await bash(`kubectl delete gatewayclass cilium
kubectl delete crd tlsroutes.gateway.networking.k8s.io
kubectl -n kube-system rollout restart deployment/cilium-operator
kubectl -n kube-system rollout status deployment/cilium-operator`);
	const late = await run(takeGateways.run);
	expect(late).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining(
			'Cilium does not take the GatewayClass cilium: the lines above are what its operator says.',
		),
	});
	expect(late.stdout).toContain(
		String.raw`error="customresourcedefinitions.apiextensions.k8s.io \"tlsroutes.gateway.networking.k8s.io\" not found"`,
	);

	expect(await run(installGatewayDefinitions.check.ask)).toMatchObject({exit: 1});
	expect(await run(installGatewayDefinitions.run)).toMatchObject({exit: 0});
	expect(await run(takeGateways.check.ask)).toMatchObject({exit: 1});
	expect(await run(takeGateways.run)).toMatchObject({exit: 0});
	expect(await run(takeGateways.check.ask)).toMatchObject({exit: 0});
});
