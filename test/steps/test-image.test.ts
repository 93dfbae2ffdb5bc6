import {expect, it} from 'vitest';
import {testImage} from '../../steps/test-image.ts';
import {labPlan, mirroredPlan} from '../helpers/plans.ts';

it('comes from Kubernetes’ own registry, or from one’s own', () => {
	expect(testImage(labPlan)).toBe('registry.k8s.io/e2e-test-images/busybox:1.36.1-1');
	expect(testImage(mirroredPlan)).toBe('registry.example/google_containers/busybox:latest');
});
