// The administrator's kubeconfig for root and for the account kubewalk signs in with. Used on every control plane.
import type {Given, Script, Target, Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {endpointOf} from './kubeadm-config.ts';
import {adminConf} from './paths.ts';
import {planOf} from './plan.ts';

const accountsOf = (given: Given): readonly string[] => {
	const plan = planOf(given);
	const own = plan.hosts.find(({name}) => name === given.host.name)?.ssh?.user;
	return [...new Set(['root', own ?? plan.ssh.user])];
};

const forAccounts =
	(script: (account: string, given: Given) => string): Script =>
	given =>
		accountsOf(given)
			.map(account => script(account, given))
			.join('\n');

const findHome = (account: string): Fragment => fragment(sh`home=$(getent passwd ${account} | cut -d : -f 6)`);

const same = forAccounts(
	account => sh`
		${findHome(account)}
		if [ ! -s ${adminConf} ]; then
			echo ${`There is no ${adminConf} yet.`} >&2
			exit 1
		fi
		if [ "$(cat "$home/.kube/config" 2>/dev/null)" != "$(cat ${adminConf})" ]; then
			echo "$home/.kube/config is not this cluster's." >&2
			exit 1
		fi
	`,
);

const copy = forAccounts(
	account => sh`
		${findHome(account)}
		mkdir -p "$home/.kube"
		if [ -e "$home/.kube/config" ] && [ ! -e "$home/.kube/config.before-kubewalk" ]; then
			mv "$home/.kube/config" "$home/.kube/config.before-kubewalk"
		fi
		cp ${adminConf} "$home/.kube/config"
		chmod 600 "$home/.kube/config"
		chown -R ${account}: "$home/.kube"
		echo "$home/.kube/config"
	`,
);

const isOurs = (given: Given): Fragment =>
	fragment(sh`grep -qF ${`server: https://${endpointOf(planOf(given))}`} "$home/.kube/config" 2>/dev/null`);

/** Takes this cluster's kubeconfig away; the file that was there before comes back. */
export const forgetKubeconfig = forAccounts(
	(account, given) => sh`
		${findHome(account)}
		if ${isOurs(given)}; then
			rm "$home/.kube/config"
			if [ -e "$home/.kube/config.before-kubewalk" ]; then mv "$home/.kube/config.before-kubewalk" "$home/.kube/config"; fi
		fi
	`,
);

/** Prints the kubeconfigs of this cluster. */
export const listKubeconfigs = forAccounts(
	(account, given) => sh`
		${findHome(account)}
		if ${isOurs(given)}; then echo "$home/.kube/config"; fi
	`,
);

export const kubeconfigTask = (id: string, target: Target): Task => ({
	id,
	title: {en: 'Give kubectl its configuration', zh: '为 kubectl 配置 kubeconfig'},
	why: {
		en: 'kubectl looks for the address of the API and a client certificate in ~/.kube/config. root and the account you sign in with get a copy of admin.conf; a file that was there is kept beside it.',
		zh: 'kubectl 从 ~/.kube/config 读取 API 地址和客户端证书。root 与登录账号各得到一份 admin.conf；原有文件会改名保留在旁边。',
	},
	target,
	risk: 'changes',
	check: {ask: same},
	run: copy,
	undo: forgetKubeconfig,
	usually: 1,
});
