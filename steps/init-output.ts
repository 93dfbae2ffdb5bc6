// What kubeadm prints and later commands need: tokens, hashes and keys, read from its output.

const first =
	(pattern: RegExp) =>
	(output: string): string | undefined =>
		pattern.exec(output)?.[1];

export const joinTokenIn = first(/(?:Using token: |--token )([a-z\d]{6}\.[a-z\d]{16})(?![a-z\d])/);

export const caCertHashIn = first(/--discovery-token-ca-cert-hash (sha256:[\da-f]{64})(?![\da-f])/);

export const certificateKeyIn = first(/(?:Using certificate key:\s+|--certificate-key )([\da-f]{64})(?![\da-f])/);

/** Whole join commands on one line each; one that goes on after a backslash is not whole yet. */
const joinLines = (output: string): readonly string[] =>
	output
		.replace(/\\[\t ]*\r?\n[\t ]*(?=\S)/g, ' ')
		.split('\n')
		.map(line => line.trim().replace(/\s+/g, ' '))
		.filter(line => /^kubeadm join \S+ .*--discovery-token-ca-cert-hash sha256:[\da-f]{64}/.test(line))
		.filter(line => !line.endsWith('\\'));

export const controlPlaneJoinIn = (output: string): string | undefined =>
	joinLines(output).find(line => / --control-plane(?: --certificate-key [\da-f]{64})?$/.test(line));

export const workerJoinIn = (output: string): string | undefined =>
	joinLines(output).find(line => !line.includes(' --control-plane'));
