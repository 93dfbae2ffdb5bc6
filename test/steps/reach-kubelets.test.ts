import {expect, it} from 'vitest';
import {reachKubelets} from '../../steps/reach-kubelets.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';

const reach = (logs: string) =>
	runWithPrograms(
		{kubectl: `case "$*" in *hostname) echo web-a ;; *logs*) ${logs} ;; esac`},
		`pods='web-a 10.244.0.2 m1'\n${reachKubelets.bash}\nreach_kubelets`,
	);

it('believes a log that has the page of its own pod', () => {
	expect(reach(`echo 'web-a on m1'`)).toEqual({exit: 0, output: 'm1: exec and logs answer\n'});
});

it('does not take an error that names the pod for its log', () => {
	const {exit, output} = reach(
		`echo 'Error from server: Get "https://10.77.0.11:10250/containerLogs/kubewalk-proof/web-a/web": EOF' >&2; return 1`,
	);
	expect(exit).toBe(1);
	expect(output).toContain('kubectl logs does not reach the kubelet of m1');
});
