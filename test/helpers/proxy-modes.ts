// kube-proxy told another mode, as `kubectl edit` and a restart do it.
import {get} from '../../source/transport/lab/cluster/objects.ts';
import type {Machines} from './lab-machines.ts';

export const setProxyMode = ({world, machine, wait}: Machines, mode: string, seconds = 20): void => {
	const map = get(world, 'ConfigMap', 'kube-proxy', 'kube-system')!;
	map.data!['config.conf'] = map.data!['config.conf']!.replace(/^mode:.*$/m, `mode: ${mode}`);
	for (const name of Object.keys(world.machines))
		for (const container of machine(name).containers)
			if (container.name === 'kube-proxy') container.ends = {at: world.now, exit: 0};
	wait(seconds);
};

export const proxyLog = ({machine}: Machines, host: string): string =>
	machine(host)
		.containers.filter(({name}) => name === 'kube-proxy')
		.flatMap(({log}) => log.map(({text}) => text))
		.join('\n');
