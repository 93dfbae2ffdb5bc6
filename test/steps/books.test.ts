import {expect, it} from 'vitest';
import {books} from '../../steps/books.ts';

const [install, reset] = books;

it('walks the installation when nobody names a book, in an order in which each stage finds what it needs', () => {
	expect(install?.id).toBe('install');
	expect(install?.stages.map(({id}) => id)).toEqual([
		'connect',
		'names',
		'firewall',
		'swap',
		'modules',
		'kernel-parameters',
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
		'proof',
	]);
});

it('has a book that takes everything away again, and warns before', () => {
	expect(reset?.id).toBe('reset');
	expect(reset?.warning?.en).toBeTruthy();
});

it('can spare workers in both, but no control plane', () => {
	expect(books.map(({spare}) => spare)).toEqual(['workers', 'workers']);
});

const masked = (text: string): string =>
	(install?.masks ?? []).reduce((rest, mask) => rest.replaceAll(mask, '…'), text);

it.each([
	['--token abcdef.0123456789abcdef --discovery', '--token … --discovery'],
	[`--certificate-key ${'a1'.repeat(32)}\n`, '--certificate-key …\n'],
	[`sha256:${'a1'.repeat(32)}`, `sha256:${'a1'.repeat(32)}`],
	['v1.36.4-abcdef.tar 10.244.0.0/16', 'v1.36.4-abcdef.tar 10.244.0.0/16'],
])('shows %j as %j', (text, shown) => {
	expect(masked(text)).toBe(shown);
});

it('masks the same in both books', () => {
	expect(reset?.masks).toBe(install?.masks);
});
