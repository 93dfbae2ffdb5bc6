import {expect, test} from 'vitest';
import {archiveOf} from '../../../../source/transport/lab/archive.ts';
import {indexFile} from '../../../../source/transport/lab/packages/published-index.ts';

const packages = {kubeadm: ['1.36.4-1.1', '1.36.3-1.1'], 'docker-ce': ['3:28.5.2-1.el9']};

test('apt’s list has a paragraph for each version of each package', () => {
	expect(indexFile(packages, '/dists/bookworm/stable/binary-amd64/Packages')).toBe(
		'Package: kubeadm\nVersion: 1.36.4-1.1\n\nPackage: kubeadm\nVersion: 1.36.3-1.1\n\nPackage: docker-ce\nVersion: 3:28.5.2-1.el9\n\n',
	);
});

test('repomd.xml names the packed list, whose versions are in parts', () => {
	const path = /href="([^"]*primary[^"]*)"/.exec(indexFile(packages, '/repodata/repomd.xml')!)![1]!;
	const text = archiveOf(indexFile(packages, `/${path}`))!.files['primary.xml'];

	expect(text).toContain(
		'<name>kubeadm</name>\n  <arch>x86_64</arch>\n  <version epoch="0" ver="1.36.3" rel="1.1"/>',
	);
	expect(text).toContain('<version epoch="3" ver="28.5.2" rel="1.el9"/>');
});

test('Other paths are no lists', () => {
	expect(indexFile(packages, '/Packages.gz')).toBeUndefined();
});
