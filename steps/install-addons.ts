import type {Stage, Task} from '../source/engine/declare.ts';
import type {Addon} from './addons/addon.ts';
import {addons} from './addons/addons.ts';
import {planOf} from './plan.ts';

/** The tasks of an add-on, for plans that name it. */
export const tasksOfAddon = ({id, tasks}: Addon): readonly Task[] =>
	tasks.map(task => ({
		...task,
		when: given => planOf(given).kubernetes.addons.includes(id) && (task.when?.(given) ?? true),
	}));

export const installAddons: Stage = {
	id: 'addons',
	title: {en: 'Add-ons', zh: '附加组件'},
	why: {
		en: 'A cluster of kubeadm has no figures, no storage, no way in from outside and no web page. The plan names what it shall have of that; each is installed and then used once.',
		zh: 'kubeadm 建好的集群没有指标、没有存储、没有外部访问入口，也没有网页界面。按计划选择需要的组件，逐个安装并实际使用一次。',
	},
	tasks: addons.flatMap(tasksOfAddon),
};
