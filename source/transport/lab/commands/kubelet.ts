// The kubelet's binary by hand: mostly asked for its version.
import {failed, said, type LabCommand} from '../command.ts';
import {plainVersion} from '../cluster/versions.ts';

export const kubelet: LabCommand = {
	names: ['kubelet'],
	changes: false,
	run: (args, {machine}) =>
		args.includes('--version') || args.some(arg => arg.startsWith('--version='))
			? said(`Kubernetes v${plainVersion(machine.packages['kubelet']?.version ?? '1.36.0')}\n`)
			: failed('the kubelet is run by systemd here: systemctl start kubelet\n'),
};
