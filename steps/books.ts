// The table of contents: which stages make which book, in order.
import type {Book} from '../source/engine/declare.ts';

export const books: readonly Book[] = [
	{
		id: 'install',
		title: {en: 'Install a highly available cluster', zh: '安装高可用集群'},
		stages: [],
		spare: 'workers',
	},
];
