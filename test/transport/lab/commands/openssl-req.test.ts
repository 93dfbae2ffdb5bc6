import {expect, test} from 'vitest';
import {writeRequest} from '../../../../source/transport/lab/cluster/certificate-request.ts';
import {newKey} from '../../../../source/transport/lab/cluster/x509.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

const {lab, say} = labShell();

test('A request tells whom it is for and under which names', async () => {
	lab.filesOf('m1').write(
		'/etc/m1.csr',
		writeRequest(newKey(), {cn: 'system:node:m1', o: 'system:nodes'}, ['m1', '10.77.0.11']),
	);

	expect(await say('openssl req -in /etc/m1.csr -noout -subject -nameopt RFC2253')).toBe(
		'subject=CN=system:node:m1,O=system:nodes',
	);
	expect(await say('openssl req -noout -subject < /etc/m1.csr')).toBe(
		'subject=O = system:nodes, CN = system:node:m1',
	);
	expect(await say("openssl req -noout -text < /etc/m1.csr | grep -A 1 'Alternative Name'")).toContain(
		'DNS:m1, IP Address:10.77.0.11',
	);
	expect(await say('echo no | openssl req -noout -text')).toBe('Unable to load X509 request');
});
