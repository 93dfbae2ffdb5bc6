import type {Plan} from '../plan.ts';
import type {Yaml} from '../yaml.ts';

type Class = {
	readonly name: 'local-path' | 'nfs';
	readonly provisioner: string;
	/** WaitForFirstConsumer: the volume is made where the first pod that wants it has its place. */
	readonly binding: 'Immediate' | 'WaitForFirstConsumer';
	readonly parameters?: Readonly<Record<string, string>>;
};

/** Claims that name no class get the default one. There can be only one: of several add-ons the one that the plan names first. */
const isDefault = ({kubernetes}: Plan, name: Class['name']): boolean =>
	kubernetes.addons.find(addon => addon === 'local-path' || addon === 'nfs') === name;

export const storageClass = (plan: Plan, {name, provisioner, binding, parameters}: Class): Yaml => ({
	apiVersion: 'storage.k8s.io/v1',
	kind: 'StorageClass',
	metadata: {
		name,
		annotations: {'storageclass.kubernetes.io/is-default-class': String(isDefault(plan, name))},
	},
	provisioner,
	parameters,
	reclaimPolicy: 'Delete',
	volumeBindingMode: binding,
});
