import {expect, test} from 'vitest';
import {cluster} from '../../../helpers/lab-hosts.ts';

test('Requests are approved and denied by name, and what is missing is said', async () => {
	const hosts = await cluster();
	const names = await hosts.must('m1', "kubectl get csr -o jsonpath='{.items[*].metadata.name}'");
	const [name = ''] = names.split(' ');

	expect(await hosts.must('m1', `kubectl certificate approve ${name}`)).toBe(
		`certificatesigningrequest.certificates.k8s.io/${name} approved\n`,
	);
	expect(await hosts.must('m1', `kubectl certificate deny ${name}`)).toBe(
		`certificatesigningrequest.certificates.k8s.io/${name} denied\n`,
	);
	expect((await hosts.run('m1', 'kubectl certificate approve none')).stderr).toBe(
		'Error from server (NotFound): certificatesigningrequests.certificates.k8s.io "none" not found\n',
	);
	expect((await hosts.run('m1', 'kubectl certificate approve')).exit).toBe(1);
});
