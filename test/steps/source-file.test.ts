import {expect, it} from 'vitest';
import {factOf, systems, type SystemName} from '../../steps/system.ts';
import {fetchKey, hasKey, keyPath, sourcePath, sourceText, type Source} from '../../steps/source-file.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const on = (name: SystemName) => givenFor(labPlan, 'm1', {}, {system: factOf(systems[name])});
const source: Source = {
	name: 'own',
	why: 'why.',
	apt: 'http://a.example ./',
	dnf: 'http://b.example/rpm/',
	key: 'http://a.example/key',
	pinned: ['kubelet', 'kubeadm'],
};

it('is a line for apt and a section for dnf, each with its key', () => {
	expect(sourceText(on('debian-12'), source)).toBe(
		'# Written by kubewalk: why.\ndeb [signed-by=/etc/apt/keyrings/own.asc] http://a.example ./\n',
	);
	expect(sourceText(on('rocky-9'), source)).toBe(
		'# Written by kubewalk: why.\n[own]\nname=own\nbaseurl=http://b.example/rpm/\nenabled=1\ngpgcheck=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-own\nexclude=kubelet kubeadm\n',
	);
	expect([sourcePath(on('ubuntu-24.04'), source), sourcePath(on('centos-7'), source)]).toEqual([
		'/etc/apt/sources.list.d/own.list',
		'/etc/yum.repos.d/own.repo',
	]);
});

it('asks for no signature where there is no key, and keeps options that the line brings itself', () => {
	const {key: _, ...unsigned} = source;
	expect(sourceText(on('rocky-9'), unsigned)).toContain('gpgcheck=0\nexclude=');
	expect(hasKey(on('rocky-9'), unsigned).bash).toBe('true');
	expect(sourceText(on('debian-12'), {...unsigned, apt: '[trusted=yes] http://a.example ./'})).toContain(
		'deb [trusted=yes] http://a.example ./',
	);
	expect(fetchKey(on('debian-12'), unsigned).bash).toMatch(/^#/);
});

it('has rpm trust the key where rpm is', () => {
	expect(fetchKey(on('centos-7'), source).bash).toContain(`rpm --import ${keyPath(on('centos-7'), source)}`);
	expect(fetchKey(on('debian-13'), source).bash).not.toContain('rpm');
});
