// Causes in workloads, made by commands. The workload ran before.
import type {Fault} from './fault.ts';

const given = `
	kubectl create deployment web --image=nginx:1.27 --replicas=2
	kubectl rollout status deployment/web --timeout=120s
`;

const patch = (spec: unknown): string =>
	`kubectl patch deployment web -p '${JSON.stringify({spec: {template: {spec}}})}'`;

const container = (fields: unknown): string => patch({containers: [{name: 'nginx', ...(fields as object)}]});

const fault = (finding: string, change: string, wait = 120): Fault => ({
	finding,
	host: 'm1',
	given,
	break: change,
	wait,
});

export const ownWorkloadFaults: readonly Fault[] = [
	fault('image-name-invalid', 'kubectl set image deployment/web nginx=Nginx:1.27'),
	fault('image-denied', 'kubectl set image deployment/web nginx=docker.io/library/private:1.0'),
	fault('command-not-found', container({command: ['/usr/bin/ngnix']})),
	fault('container-killed-for-memory', container({resources: {limits: {memory: '8Mi'}}})),
	fault('image-runs-as-root', container({securityContext: {runAsNonRoot: true}})),
	fault(
		'liveness-kills',
		container({livenessProbe: {httpGet: {path: '/healthy', port: 80}, periodSeconds: 5, failureThreshold: 2}}),
		150,
	),
	fault('readiness-fails', container({readinessProbe: {httpGet: {path: '/', port: 8080}, periodSeconds: 5}})),
	fault('config-missing', container({envFrom: [{secretRef: {name: 'web-secret'}}]})),
	fault('not-enough-room', container({resources: {requests: {cpu: '64'}}})),
	{
		...fault('host-port-taken', container({ports: [{containerPort: 80, hostPort: 8080}]})),
		given: given.replace('--replicas=2', '--replicas=5'),
	},
	fault(
		'init-container-waits',
		patch({initContainers: [{name: 'wait', image: 'busybox:1.36', command: ['sh', '-c', 'exit 1']}]}),
	),
];
