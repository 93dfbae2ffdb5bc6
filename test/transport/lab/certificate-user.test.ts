import {expect, test} from 'vitest';
import {certificateUser, commonName} from '../../../source/transport/lab/certificate-user.ts';
import {cluster} from '../../helpers/lab-hosts.ts';

test('a client certificate says who its owner is and which groups he is in', async () => {
	const {lab} = await cluster();
	const pem = lab.filesOf('w1').read('/var/lib/kubelet/pki/kubelet-client-current.pem')!;
	expect(certificateUser(pem)).toEqual({name: 'system:node:w1', groups: ['system:nodes']});
	expect(commonName(pem)).toBe('system:node:w1');
});

test('a text that is no certificate is nobody', () => {
	expect(certificateUser('hello')).toBeUndefined();
});
