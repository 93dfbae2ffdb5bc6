import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {loadPlan} from '../../source/commands/load-plan.ts';
import {runNew, type NewOptions} from '../../source/commands/new.ts';
import {recordedIo} from '../helpers/recorded-io.ts';
import {planFrom} from '../helpers/written-plans.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kubewalk-new-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const host = ['m1=10.77.0.11:control-plane', 'm2=10.77.0.12:control-plane', 'm3=10.77.0.13:control-plane'];

const run = async (options: Omit<NewOptions, 'language'>, language: NewOptions['language'] = 'en') => {
	const {io, stdout, stderr} = recordedIo();
	return {exit: await runNew({language, ...options}, io), stdout: stdout(), stderr: stderr()};
};

test('Without a file the plan goes to stdout, and nothing else does', async () => {
	const {exit, stdout, stderr} = await run({host, endpoint: '10.77.0.100:9443'});
	expect(exit).toBe(0);
	expect(stderr).toBe('');
	expect(planFrom(stdout).endpoint).toEqual({kind: 'keepalived-haproxy', address: '10.77.0.100', port: 9443});
});

test('A written plan can be loaded, and its next step is named', async () => {
	const out = join(folder, 'cluster.yaml');
	const {exit, stdout, stderr} = await run({host, external: 'api.example.com:6443', out});
	expect({exit, stdout}).toEqual({exit: 0, stdout: ''});
	expect(stderr).toBe(`Wrote ${out}. What it would run: kubewalk plan --plan ${out}\n`);
	expect(loadPlan(out, 'en')).toMatchObject({plan: {endpoint: {kind: 'external', address: 'api.example.com'}}});
	expect(readdirSync(folder)).toEqual(['cluster.yaml']);
});

test('A plan that is there is not overwritten unless one insists', async () => {
	const out = join(folder, 'cluster.yaml');
	writeFileSync(out, 'mine');
	const refused = await run({host, endpoint: '10.77.0.100', out});
	expect(refused.exit).toBe(2);
	expect(refused.stderr).toBe(`${out} is there already; name another file with --out, or replace it with --force.\n`);
	expect(readFileSync(out, 'utf8')).toBe('mine');
	expect((await run({host, endpoint: '10.77.0.100', out, force: true})).exit).toBe(0);
	expect(readFileSync(out, 'utf8')).toContain('name: demo');
});

test('IPv6 addresses stand in brackets', async () => {
	const {stdout} = await run({
		host: ['m1=[fd00::11]:control-plane'],
		external: '[fd00::100]:6443',
		network: 'none',
		podSubnet: 'fd00:1::/56',
		serviceSubnet: 'fd00:2::/112',
	});
	expect(planFrom(stdout)).toMatchObject({
		hosts: [{address: 'fd00::11'}],
		endpoint: {address: 'fd00::100', port: 6443},
	});
});

test('Every flag that is wrong is told at once', async () => {
	const {exit, stderr} = await run({
		host: ['m1', 'w1=fd00::21:worker'],
		endpoint: '10.77.0.100',
		single: true,
		network: 'none',
		networkScript: 'net.sh',
	});
	expect(exit).toBe(2);
	expect(stderr.trimEnd().split('\n')).toEqual([
		'--host m1 is not NAME=ADDRESS:ROLE; write for example m1=10.77.0.11:control-plane, w1=10.77.0.21:worker or m1=[fd00::11]:control-plane.',
		'--host w1=fd00::21:worker is not NAME=ADDRESS:ROLE; write for example m1=10.77.0.11:control-plane, w1=10.77.0.21:worker or m1=[fd00::11]:control-plane.',
		'--endpoint, --external and --single exclude each other; keep one of them.',
		'--network, --network-script and --network-manifest exclude each other; keep one of them.',
	]);
});

test('Without flags it says which ones a plan needs', async () => {
	const {exit, stderr} = await run({});
	expect(exit).toBe(2);
	expect(stderr).toContain('A plan needs its hosts');
	expect(stderr).toContain('A plan needs the address at which the API answers');
	expect((await run({}, 'zh')).stderr).toContain('计划里必须有主机');
});

test('A plan that would not be accepted is not written', async () => {
	const out = join(folder, 'cluster.yaml');
	const {exit, stderr} = await run({host, endpoint: '10.77.0.100:6443', kubernetes: '1.19', out});
	expect(exit).toBe(2);
	expect(stderr).toContain('Kubernetes 1.19 is not offered');
	expect(stderr).toContain('the API server listens on 6443');
	expect(readdirSync(folder)).toEqual([]);
});

test('A script is named as seen from the plan, wherever the command was typed', async () => {
	mkdirSync(join(folder, 'plans'));
	writeFileSync(join(folder, 'net.sh'), 'true\n');
	const out = join(folder, 'plans', 'cluster.yaml');
	const {exit} = await run({host, endpoint: '10.77.0.100', networkScript: join(folder, 'net.sh'), out});
	expect(exit).toBe(0);
	expect(loadPlan(out, 'en')).toMatchObject({plan: {kubernetes: {network: {source: '../net.sh', text: 'true\n'}}}});
});
