// kubeadm as a client of the API server: with admin.conf, over the address that is written in it.
import type {Shell} from '../command.ts';
import {accessWith, apiAt} from '../cluster/access.ts';
import type {Plan} from './config.ts';
import {localServer} from './files.ts';
import {Stop} from './output.ts';
import {until} from './wait.ts';

export const adminConf = '/etc/kubernetes/admin.conf';

/** Retries for a minute, as kubeadm does, then ends in `phase` with the client's words. */
export const needApi = async (
	at: Shell,
	phase: string,
	what: (server: string, error: string) => string,
	patience = 60_000,
): Promise<void> => {
	const ok = (): boolean => accessWith(at.world, at.filesOf, at.machine, adminConf).ok;
	if ((await until(at, patience, ok)) !== undefined) return;
	const access = accessWith(at.world, at.filesOf, at.machine, adminConf);
	if (!access.ok) throw new Stop(what(access.server, access.error), phase);
};

/** Straight after the control plane has come up; from 1.37 on not over the load balancer but at home. */
export const needOwnApi = async (at: Shell, plan: Plan): Promise<void> => {
	if (plan.minor >= 37 && apiAt(at.world, at.filesOf, at.machine, localServer(plan)).ok) return;
	await needApi(at, plan.minor >= 31 ? 'upload-config/kubeadm' : 'upload-config', (server, error) =>
		plan.minor >= 29
			? `could not bootstrap the admin user in file admin.conf: unable to create ClusterRoleBinding: Post "${server}/apis/rbac.authorization.k8s.io/v1/clusterrolebindings?timeout=10s": ${error}`
			: `error uploading the kubeadm ClusterConfiguration: Post "${server}/api/v1/namespaces/kube-system/configmaps?timeout=10s": ${error}`,
	);
};

/** For the commands that only want to ask: one try, the client's words without a phase. */
export const askApi = (at: Shell, path: string, what: string): void => {
	const conf = at.env.get('KUBECONFIG') ?? adminConf;
	const access = accessWith(at.world, at.filesOf, at.machine, conf);
	if (access.ok) return;
	if (access.server === '')
		throw new Stop(`failed to load admin kubeconfig: open ${adminConf}: no such file or directory`);
	throw new Stop(`${what}Get "${access.server}${path}": ${access.error}`);
};
