import {expect, it} from 'vitest';
import {books} from '../../steps/books.ts';

const [install, add, , reset] = books;

it('walks the installation when nobody names a book, in an order in which each stage finds what it needs', () => {
	expect(install?.id).toBe('install');
	expect(install?.stages.map(({id}) => id)).toEqual([
		'connect',
		'names',
		'firewall',
		'swap',
		'modules',
		'kernel-parameters',
		'ipvs',
		'clock',
		'load-balancer',
		'runtime',
		'packages',
		'images',
		'initialise',
		'certificates',
		'join-control-planes',
		'join-workers',
		'network',
		'coredns',
		'addons',
		'proof',
	]);
});

it('has a book that takes everything away again, and warns before', () => {
	expect(reset?.id).toBe('reset');
	expect(reset?.warning?.en).toBeTruthy();
});

it('can spare workers in every book that has any, but no control plane', () => {
	expect(books.map(({spare}) => spare)).toEqual(['workers', 'workers', undefined, 'workers']);
});

it('masks the same in every book', () => {
	expect(reset?.masks).toBe(install?.masks);
	expect(add?.masks).toBe(install?.masks);
});
