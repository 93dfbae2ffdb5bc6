import type {Finding} from '../../source/engine/declare.ts';
import {turnOffSwap} from '../turn-off-swap.ts';

export const swapFindings: readonly Finding[] = [
	{
		id: 'swap-on',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'Swap is on', zh: 'swap 处于开启状态'},
		meaning: {
			en: 'The kubelet refuses to start while swap is on, so nothing answers on its port 10248 and no pod runs on this host.',
			zh: 'swap 开启时 kubelet 拒绝启动，因此 10248 端口无人应答，这台主机上也不会运行任何 Pod。',
		},
		suggests: [{says: /\[WARNING Swap\]: swap is (?:enabled|supported)/}],
		confirms: [
			{says: /\[ERROR Swap\]: running with swap on is not supported/},
			{says: /running with swap on is not supported, please disable swap/},
		],
		// What the journal says may be from before the swap was turned off.
		rulesOut: [{lacks: /^\S+\s+(?:partition|file)\s/, in: ['swaps']}],
		explains: ['kubelet-down'],
		remedies: turnOffSwap.tasks,
		sources: ['alexellis/k8s-on-raspbian#14', 'kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go'],
	},
];
