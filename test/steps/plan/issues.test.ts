import {expect, test} from 'vitest';
import {explain, patternOf, spell, valueAt} from '../../../steps/plan/issues.ts';
import {planSchema} from '../../../steps/plan/schema.ts';

const host = {name: 'm1', address: '10.77.0.11', role: 'control-plane'};
const least = {endpoint: {kind: 'single'}, hosts: [host]};

const about = (change: object): readonly string[] => {
	const written = {...least, ...change};
	const {error} = planSchema.safeParse(written);
	return explain(error?.issues ?? [], written).map(({text}) => text.en);
};

test('Places are spelt as one would write them', () => {
	expect(spell(['hosts', 1, 'ssh', 'user'])).toBe('hosts[1].ssh.user');
	expect(patternOf(['hosts', 1, 'ssh', 'user'])).toBe('hosts[].ssh.user');
	expect(valueAt(least, ['hosts', 0, 'name'])).toBe('m1');
	expect(valueAt(least, ['mirrors', 'packages', 'apt'])).toBeUndefined();
});

test('A key that does not exist comes with the one that was probably meant', () => {
	expect(about({runtme: 'containerd'})).toEqual(['The plan has no key "runtme"; write "runtime" instead.']);
});

test('A key that is like no other comes with the keys that exist', () => {
	expect(about({endpoint: {kind: 'single', colour: 'red'}})).toEqual([
		'endpoint has no key "colour"; remove it, or write one of kind, address, port, prefix.',
	]);
});

test('A misspelt key is one mistake and not also a missing key', () => {
	expect(about({hosts: [{name: 'm1', adress: '10.77.0.11', role: 'worker'}]})).toEqual([
		'hosts[0] has no key "adress"; write "address" instead.',
	]);
});

test('A missing key says what to write', () => {
	expect(about({hosts: [{name: 'm1', address: '10.77.0.11'}]})).toEqual([
		'hosts[0].role is missing; write for example role: control-plane.',
	]);
});

test('A word that is not in the list comes with the words that work today', () => {
	expect(about({firewall: 'of'})).toEqual(['firewall must be ports or off, not "of"; write off.']);
	expect(about({endpoint: {kind: 'keepalived'}})).toEqual([
		'endpoint.kind must be keepalived-haproxy or external or kube-vip or single, not "keepalived"; write keepalived-haproxy.',
	]);
});

test('A name that is no DNS label comes with one made of it', () => {
	expect(about({name: 'My Cluster_1'})).toEqual([
		'name must be a DNS label: lower-case letters, digits and hyphens, at most 63, with a letter or digit at both ends, not "My Cluster_1"; write for example my-cluster-1.',
	]);
});

test('A value of the wrong kind is named for what it is', () => {
	expect(about({ssh: {port: '22'}})).toEqual([
		'ssh.port must be a port number from 1 to 65535, not "22"; write for example 22.',
	]);
	expect(about({ssh: 'root'})).toEqual(['ssh must be a mapping, not "root"; write for example {user: root}.']);
	expect(about({hosts: []})).toEqual([
		'hosts must be a list with at least one host, not an empty one; write for example - {name: m1, address: 10.77.0.11, role: control-plane}.',
	]);
	expect(about({mirrors: true})).toEqual(['mirrors must be a word or a mapping, not true; write for example none.']);
	expect(about({kubernetes: null})).toEqual(['kubernetes is empty; write for example {version: "1.36"}.']);
});

test('In a place that takes a word or a mapping, the mistake inside is the one that is told', () => {
	expect(about({mirrors: {images: {prefix: 'https://registry.example/k8s/'}}})).toEqual([
		'mirrors.images.prefix must be a registry with its path, without a scheme and without a slash at the end, not "https://registry.example/k8s/"; write for example registry.example/k8s.',
	]);
	expect(about({kubernetes: {network: {scrpt: 'net.sh'}}})).toEqual([
		'kubernetes.network has no key "scrpt"; write "script" instead.',
	]);
	expect(about({kubernetes: {network: 'flanel'}})).toEqual([
		'kubernetes.network must be flannel or calico or cilium or none, not "flanel"; write flannel.',
	]);
});
