import {expect, test} from 'vitest';
import {selfSigned} from '../../../helpers/certificate.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

const {certificate} = selfSigned('kubernetes', Date.UTC(2026, 10, 23, 8), Date.UTC(2036, 10, 20, 8));
const shell = labShell();

test('A new key is drawn, and found behind a certificate', async () => {
	shell.lab.filesOf('m1').write('/etc/ca.crt', certificate);
	const own = await shell.say('openssl genrsa -out /tmp/new.key 2048; openssl pkey -in /tmp/new.key -pubout');

	expect(await shell.say('head -n 1 /tmp/new.key')).toBe('-----BEGIN PRIVATE KEY-----');
	expect(
		await shell.say('cat /etc/ca.crt /tmp/new.key > /tmp/both.pem; openssl pkey -in /tmp/both.pem -pubout'),
	).toBe(own);
	expect(await shell.say('openssl genrsa 2048 | openssl pkey -pubout')).not.toBe(own);
});
