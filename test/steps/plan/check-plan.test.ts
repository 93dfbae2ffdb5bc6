import {expect, test} from 'vitest';
import {checkPlan, type Read} from '../../../steps/plan/check-plan.ts';

const nothing: Read = () => undefined;
const least = {endpoint: {kind: 'single'}, hosts: [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}]};

const about = (raw: unknown, read: Read = nothing): readonly string[] => {
	const checked = checkPlan(raw, read);
	return 'plan' in checked ? [] : checked.problems.map(({text}) => text.en);
};

const networkOf = (network: unknown, read: Read = nothing) => {
	const checked = checkPlan({...least, kubernetes: {network}}, read);
	return 'plan' in checked ? checked.plan.kubernetes.network : checked.problems.map(({text}) => text.en);
};

test('A good plan is a plan', () => {
	expect(checkPlan(least, nothing)).toMatchObject({
		plan: {name: 'kubernetes', kubernetes: {network: {kind: 'flannel'}}},
	});
});

test('Mistakes of shape do not hide mistakes between values', () => {
	expect(
		about({
			...least,
			endpoint: {kind: 'keepalived-haproxy', address: '10.77.0.11', port: 6443},
			runtime: 'crio',
			hosts: [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}, 'w1'],
		}),
	).toEqual([
		'runtime must be containerd or docker, not "crio"; write containerd.',
		'hosts[1] must be a host, not "w1"; write for example {name: m1, address: 10.77.0.11, role: control-plane}.',
		'10.77.0.11 is the address of m1; write one that no host has: the virtual IP moves between hosts.',
		'the API server listens on 6443 of the same hosts, so haproxy could not; write port: 9443.',
	]);
});

test('A manifest’s address is kept, a file’s text is read', () => {
	expect(networkOf({manifest: 'https://example.com/net.yaml'})).toEqual({
		kind: 'manifest',
		source: 'https://example.com/net.yaml',
	});
	expect(networkOf({manifest: 'net.yaml'}, path => `text of ${path}`)).toEqual({
		kind: 'manifest',
		source: 'net.yaml',
		text: 'text of net.yaml',
	});
	expect(networkOf({script: 'net.sh'}, () => 'kubectl apply')).toEqual({
		kind: 'script',
		source: 'net.sh',
		text: 'kubectl apply',
	});
});

test('A file that is not there, or has nothing in it, is said', () => {
	expect(networkOf({script: 'net.sh'})).toEqual([
		'The file net.sh is not there; write the path of a script, relative to the plan’s own folder.',
	]);
	expect(networkOf({manifest: 'net.yaml'}, () => ' \n')).toEqual([
		'The file net.yaml is empty; write the path of a manifest, relative to the plan’s own folder.',
	]);
});

test('A network of one’s own is one file', () => {
	const sentence =
		'kubernetes.network must hold one file of your own; write {manifest: FILE-or-URL} or {script: FILE}.';
	expect(networkOf({})).toEqual([sentence]);
	expect(networkOf({manifest: 'a', script: 'b'}, () => 'text')).toEqual([sentence]);
});

test('Something that is no mapping has one thing wrong with it', () => {
	expect(about('hello')).toEqual(['The plan must be a mapping, not "hello"; write for example name: demo.']);
	expect(about(null)).toEqual(['The plan is empty; write for example name: demo.']);
});
