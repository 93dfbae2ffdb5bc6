// kubeadm's phases make a file anew as the cluster wants it only when they are given the cluster's own configuration.
import type {Given} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {planOf} from '../plan.ts';
import {criSocketOf} from '../runtime.ts';

/** In memory, because it is needed for the one command only. */
export const ownConfiguration = '/run/kubewalk-kubeadm.yaml';

/** The configuration that the cluster keeps, and what is this host's: its name, and the address that etcd is told beside it. */
export const writeOwnConfiguration = (given: Given): Fragment =>
	// Every API server’s certificate has the name kubernetes, whatever else it lacks.
	fragment(sh`
		(
			umask 077
			${kubectl} --request-timeout 10s --tls-server-name=kubernetes -n kube-system get configmap kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' > ${ownConfiguration}
			address=$(sed -n 's#.*--advertise-client-urls=https://\(.*\):2379.*#\1#p' /etc/kubernetes/manifests/etcd.yaml 2>/dev/null || true)
			if [ -z "$address" ]; then address=${given.host.address}; fi
			api=$(grep '^apiVersion:' ${ownConfiguration} | head -n 1)
			printf '\n---\n%s\nkind: InitConfiguration\nlocalAPIEndpoint:\n  advertiseAddress: "%s"\n  bindPort: 6443\nnodeRegistration:\n  name: %s\n  criSocket: %s\n' "$api" "$address" ${given.host.name} ${criSocketOf(planOf(given))} >> ${ownConfiguration}
		)
	`);
