import {beforeEach, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await cluster();
});

const askKubelet = async (): Promise<string> => {
	const {stdout, stderr} = await hosts.run(
		'm1',
		"curl -sS -o /dev/null -w '%{http_code}' --cacert /etc/kubernetes/pki/ca.crt https://10.77.0.21:10250/healthz",
	);
	return `${stdout} ${stderr}`;
};

const wantSigned =
	"sed -i '/^serverTLSBootstrap/d' /var/lib/kubelet/config.yaml; echo 'serverTLSBootstrap: true' >> /var/lib/kubelet/config.yaml; systemctl restart kubelet; sleep 2";

test('A kubelet signs its own certificate, without an address in it', async () => {
	expect(
		await hosts.must('w1', 'openssl x509 -noout -subject -ext subjectAltName -in /var/lib/kubelet/pki/kubelet.crt'),
	).toMatch(/subject=CN = w1@\d+\n.*\n +DNS:w1\n$/);
	expect(await askKubelet()).toContain('000 curl: (60) SSL certificate problem: self-signed certificate');
});

test('Told to, it asks the cluster, shows none until somebody approves, and then the signed one', async () => {
	await hosts.must('w1', wantSigned);

	expect(await askKubelet()).toContain('tlsv1 alert internal error');
	const pod = (await hosts.must('m1', 'kubectl -n kube-system get pods -o wide')).match(
		/(kube-proxy-\w+) .* w1 /,
	)![1]!;
	expect((await hosts.run('m1', `kubectl -n kube-system logs ${pod}`)).stderr).toContain(
		'remote error: tls: internal error',
	);
	expect(await hosts.must('m1', 'kubectl get csr')).toMatch(/kubelet-serving +system:node:w1 +<none> +Pending$/m);

	await hosts.must(
		'm1',
		'kubectl certificate approve $(kubectl get csr -o jsonpath=\'{.items[?(@.spec.username=="system:node:w1")].metadata.name}\'); sleep 2',
	);

	expect(await askKubelet()).toBe('401 ');
	expect(
		await hosts.must(
			'w1',
			'openssl x509 -noout -issuer -ext subjectAltName -in /var/lib/kubelet/pki/kubelet-server-current.pem',
		),
	).toMatch(/issuer=CN = kubernetes\n.*\n +DNS:w1, IP Address:10\.77\.0\.21\n$/);
});
