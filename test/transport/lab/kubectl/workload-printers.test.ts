import {expect, test} from 'vitest';
import {cluster} from '../../../helpers/lab-hosts.ts';

test('workloads show how many there are, wide ones also what they run', async () => {
	const {must} = await cluster();
	expect(await must('m1', 'kubectl -n kube-system get ds kube-proxy')).toMatch(
		/^NAME +DESIRED +CURRENT +READY +UP-TO-DATE +AVAILABLE +NODE SELECTOR +AGE\nkube-proxy +2 +2 +2 +2 +2 +kubernetes\.io\/os=linux +\S+\n$/,
	);
	expect(await must('m1', 'kubectl -n kube-system get deploy -o wide')).toMatch(
		/^coredns +2\/2 +2 +2 +\S+ +coredns +registry\.k8s\.io\/coredns\/coredns:v\S+ +k8s-app=kube-dns$/m,
	);
	expect(await must('m1', 'kubectl -n kube-system get rs')).toMatch(/^coredns-\w+ +2 +2 +2 /m);
});
