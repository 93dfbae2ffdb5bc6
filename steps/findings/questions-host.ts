// What a host says of itself.
import type {Question} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';

export const hostQuestions: readonly Question[] = [
	{
		id: 'swaps',
		title: {en: 'Swap in use', zh: '正在使用的交换分区'},
		target: 'every-host',
		ask: () => sh`cat /proc/swaps`,
		like: /\/proc\/swaps|\bswapon\s+(?:--show|-s)|\bswapon$/,
		cost: 'cheap',
		first: true,
	},
];
