import {expect, test} from 'vitest';
import {basePrograms, programText} from '../../../source/transport/lab/programs.ts';

test('A program outside /usr/bin calls its command through /bin', () => {
	expect(programText('/usr/sbin/modprobe')).toBe('/bin/modprobe "$@"\n');
	expect(programText('/usr/bin/cat')).toBe('');
});

test('A minimal Debian has its own programs and none of Kubernetes', () => {
	expect(basePrograms).toContain('/usr/sbin/modprobe');
	expect(basePrograms).toContain('/usr/bin/systemctl');
	for (const name of ['kubeadm', 'haproxy', 'curl', 'gpg', 'jq', 'iptables', 'crictl', 'killall'])
		expect(basePrograms.filter(path => path.endsWith(`/${name}`))).toEqual([]);
});
