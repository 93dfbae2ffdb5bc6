// The controller manager and the scheduler work while one of them leads and can talk to an API server.
import type {Cause} from '../cause.ts';
import {leader} from '../cluster/controller.ts';
import {apiServing} from '../cluster/health.ts';
import {list} from '../cluster/objects.ts';
import {ciliumGateway} from '../controllers/cilium-gateway.ts';
import {daemonSet} from '../controllers/daemon-sets.ts';
import {deployment} from '../controllers/deployments.ts';
import {envoyGateway} from '../controllers/envoy-gateway.ts';
import {endpoints, kubernetesService} from '../controllers/endpoints.ts';
import {jobOf} from '../controllers/jobs.ts';
import {nodeLifecycle} from '../controllers/node-lifecycle.ts';
import {replicaSet} from '../controllers/replica-sets.ts';
import {signServing} from '../controllers/serving-signer.ts';
import {schedule} from '../controllers/scheduler.ts';
import {tigeraOperator} from '../controllers/tigera-operator.ts';
import {provision} from '../controllers/provisioners.ts';
import {tokenControllers} from '../controllers/tokens.ts';
import {volumes} from '../controllers/volumes.ts';
import type {KubeObject, World} from '../world.ts';

const each = (world: World, kind: string, controller: (world: World, object: KubeObject) => boolean): boolean =>
	list(world, kind).reduce((changed, object) => controller(world, object) || changed, false);

export const controllers: Cause = (world, filesOf) => {
	if (world.cluster === undefined || !apiServing(world)) return false;
	const before = world.cluster.revision;
	kubernetesService(world);
	envoyGateway(world);
	ciliumGateway(world);
	const manager = leader(world, filesOf, 'kube-controller-manager');
	if (manager !== undefined) {
		tokenControllers(world);
		signServing(world, filesOf(manager.name));
		nodeLifecycle(world, manager);
		each(world, 'Deployment', deployment);
		each(world, 'ReplicaSet', replicaSet);
		each(world, 'DaemonSet', daemonSet);
		each(world, 'Job', jobOf);
		endpoints(world);
		tigeraOperator(world);
		volumes(world);
		provision(world);
	}
	if (leader(world, filesOf, 'kube-scheduler') !== undefined) schedule(world);
	return before !== world.cluster.revision;
};
