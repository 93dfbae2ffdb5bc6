import {expect, test} from 'vitest';
import {ingressImage, ingressManifest} from '../../../steps/addons/ingress-nginx-manifest.ts';
import {labPlan, mirroredPlan} from '../../helpers/plans.ts';
import {sentencesAbout} from '../../helpers/written-plans.ts';

const at = (version: '1.26' | '1.30' | '1.35') => ({
	...labPlan,
	kubernetes: {...labPlan.kubernetes, version},
});

test('Each minor gets the release that is tested with it, from the plan’s registry', () => {
	expect(ingressImage(at('1.35'))).toBe('registry.k8s.io/ingress-nginx/controller:v1.15.1');
	expect(ingressImage(at('1.30'))).toContain(':v1.14.5');
	expect(ingressImage(at('1.26'))).toContain(':v1.11.8');
	expect(ingressImage({...mirroredPlan, kubernetes: at('1.35').kubernetes})).toBe(
		'registry.example/google_containers/controller:v1.15.1',
	);
});

test('It answers at a NodePort, for its own class, without an admission webhook', () => {
	const text = ingressManifest(at('1.35'));
	expect(text).toContain('type: NodePort');
	expect(text).toContain('kind: IngressClass');
	expect(text).not.toContain('webhook');
});

test('Releases after its end are refused with the last minor that it was tested with', () => {
	expect(
		sentencesAbout(
			'kubernetes: {version: "1.36", addons: [ingress-nginx]}\nendpoint: {kind: single}\nhosts: [{name: m1, address: 10.77.0.11, role: control-plane}]\n',
		),
	).toEqual([
		'No ingress-nginx that kubewalk knows is for Kubernetes 1.36, those it knows are for 1.26 to 1.35; remove ingress-nginx from addons, or write version: "1.35".',
	]);
});
