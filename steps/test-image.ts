// The image of the pods that prove the network: it has to have sh, sleep, httpd, nc and nslookup.
import {mirroredImage} from './mirrors.ts';
import type {Plan} from './plan.ts';

const table = {
	/** Kubernetes' own test image: from the same registry as the control plane, so no other one has to be reachable. */
	public: 'registry.k8s.io/e2e-test-images/busybox:1.36.1-1',
	/** Below the prefix of a registry of one's own. */
	own: 'busybox:latest',
} as const;

export const testImage = (plan: Plan): string =>
	plan.mirrors.images === undefined || plan.mirrors.name !== undefined
		? mirroredImage(plan, table.public)
		: `${plan.mirrors.images.prefix}/${table.own}`;
