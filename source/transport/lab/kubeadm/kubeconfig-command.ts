// kubeadm kubeconfig user: a kubeconfig for somebody, signed by the cluster's authority of this host, on standard output.
import {writeKubeConfig} from '../cluster/kubeconfig.ts';
import {pki, readPair, signClient} from '../cluster/pki.ts';
import type {CommandResult, Shell} from '../command.ts';
import {readArguments} from './arguments.ts';
import {planOf} from './config.ts';
import {endpointOf} from './files.ts';
import {Stop, type Output} from './output.ts';

const valued = ['client-name', 'org', 'token', 'validity-period', 'config', 'v'];

export const kubeconfigCommand = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const [verb, ...rest] = args;
	if (verb !== 'user') throw new Stop(`unknown command "${verb ?? ''}" for "kubeadm kubeconfig"`);
	const {flags, unknown} = readArguments(rest, ['help'], valued);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	const cn = flags.get('client-name');
	if (cn === undefined) throw new Stop('required flag(s) "client-name" not set');
	const ca = readPair(at.files, 'ca');
	if (ca === undefined)
		throw new Stop(
			`couldn't create a kubeconfig; the CA files couldn't be loaded: failed to load certificate: couldn't load the certificate file ${pki}/ca.crt: open ${pki}/ca.crt: no such file or directory`,
		);
	const config = flags.get('config');
	const plan = planOf(at, out, new Map(config === undefined ? [] : [['config', config]]));
	const organisation = flags.get('org');
	const path = `/tmp/.kubeconfig-${cn}`;
	writeKubeConfig(at.files, path, {
		server: `https://${endpointOf(plan)}`,
		authority: ca.certificate,
		user: cn,
		pair: signClient(at.world, at.machine, ca, {cn, ...(organisation === undefined ? {} : {o: organisation})}),
	});
	const stdout = at.files.read(path) ?? '';
	at.files.remove(path);
	return {...out.result(0), stdout};
};
