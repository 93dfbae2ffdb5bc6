import {expect, it} from 'vitest';
import {kubectl, kubectlAsNode, localApiAnswers} from '../../steps/kubectl.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';

it('names its kubeconfig, for a job has nobody’s home', () => {
	expect(kubectl.bash).toBe('kubectl --kubeconfig /etc/kubernetes/admin.conf');
	expect(kubectlAsNode.bash).toBe('kubectl --kubeconfig /etc/kubernetes/kubelet.conf');
});

it('asks the API server of the host itself, not the shared endpoint', () => {
	const answers = 'case "$*" in *"--server https://127.0.0.1:6443"*"get --raw /readyz") ;; *) return 1 ;; esac';
	expect(runWithPrograms({kubectl: answers}, localApiAnswers.bash).exit).toBe(0);
	expect(runWithPrograms({kubectl: 'return 1'}, localApiAnswers.bash).exit).toBe(1);
});
