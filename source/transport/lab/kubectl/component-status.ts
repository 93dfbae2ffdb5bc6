// kubectl get componentstatuses: deprecated since 1.19, and still the first thing many look at.
import {etcdHasQuorum, running} from '../cluster/health.ts';
import type {CommandResult} from '../command.ts';
import type {Client} from './client.ts';
import {printTable} from './table.ts';

/** 1.20 asks the insecure ports that kubeadm switches off, so two of three always look unhealthy there. */
export const componentStatuses = ({at, machine, minor, flags}: Client): CommandResult => {
	const old = minor < 22;
	const row = (name: string, port: number): readonly string[] => {
		if (!old && running(machine, `kube-${name}`) !== undefined) return [name, 'Healthy', 'ok', ''];
		const [scheme, number] = old ? ['http', port] : ['https', port + 6];
		return [
			name,
			'Unhealthy',
			`Get "${scheme}://127.0.0.1:${number}/healthz": dial tcp 127.0.0.1:${number}: connect: connection refused`,
			'',
		];
	};
	const rows = [
		row('controller-manager', old ? 10_252 : 10_251),
		row('scheduler', old ? 10_251 : 10_253),
		etcdHasQuorum(at.world)
			? ['etcd-0', 'Healthy', old ? '{"health":"true"}' : 'ok', '']
			: ['etcd-0', 'Unhealthy', 'context deadline exceeded', ''],
	];
	return {
		stdout: printTable({head: ['NAME', 'STATUS', 'MESSAGE', 'ERROR'], rows}, !flags.has('no-headers')),
		stderr: 'Warning: v1 ComponentStatus is deprecated in v1.19+\n',
	};
};
