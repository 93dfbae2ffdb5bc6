import {expect, test} from 'vitest';
import type {Inside} from '../../../../source/transport/lab/cluster/inside.ts';
import {put} from '../../../../source/transport/lab/cluster/objects.ts';
import {runPlainScript} from '../../../../source/transport/lab/cluster/plain-script.ts';
import {createMachines} from '../../../helpers/machines.ts';

const run = (script: string, env: readonly {name: string; value: string}[] = []) => {
	const {world, machine, filesOf} = createMachines(1, 0);
	world.cluster = {caHash: '', version: '', objects: [], events: [], revision: 1};
	const spec = {name: 'a', image: 'busybox', env, volumeMounts: [{name: 'data', mountPath: '/data'}]};
	const pod = put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'web-a', namespace: 'apps'},
		spec: {containers: [spec], volumes: [{name: 'data', hostPath: {path: '/srv'}}]},
	});
	const said: string[] = [];
	const files = filesOf('m1');
	const say = (text: string) => void said.push(text);
	const inside: Inside = {
		world,
		machine: machine('m1'),
		files,
		filesOf,
		pod,
		spec,
		container: undefined as never,
		say,
	};
	runPlainScript(inside, script);
	return {said, files};
};

test('What is echoed into a file is not in the log, and what is read from it is', () => {
	const {said} = run('echo "$(hostname) on $NODE" > /tmp/index.html; cat /tmp/index.html; exec httpd -f', [
		{name: 'NODE', value: 'w1'},
	]);
	expect(said).toEqual(['web-a on w1']);
});

test('Files of a volume are the host’s, made, added to and removed', () => {
	const {files} = run(`mkdir -p "/data/one" && echo 'a; $NODE' > /data/one/text\necho b >> /data/one/text`);
	expect(files.read('/srv/one/text')).toBe('a; $NODE\nb\n');
	expect(run('mkdir /data/one; rm -rf /data/one').files.exists('/srv/one')).toBe(false);
});

test('A file that is not there is said as cat says it, and a loop ends what can be told', () => {
	expect(run('cat /data/none').said).toEqual(["cat: can't open '/data/none': No such file or directory"]);
	expect(run('echo begins; while true; do echo again; done').said).toEqual(['begins']);
});
